import { fileURLToPath } from 'node:url';
import { type Asset, asset } from './load-assets.ts';

/** The editor of code as one file; it is made when it is first wanted, and kept. */
export type CodeEditorAsset = () => Promise<Asset>;

/**
 * Bundles the editor of code and its libraries for the browser. A hub on which nobody edits a mapping never does it,
 * and no page waits for it but the first.
 */
export function createCodeEditorAsset(): CodeEditorAsset {
  let made: Promise<Asset> | undefined;
  return () => {
    made ??= bundle();
    return made;
  };
}

async function bundle(): Promise<Asset> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./assets/code-editor.js', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
  });
  return asset('code-editor', 'js', outputFiles[0]?.text ?? '');
}
