import { fileURLToPath } from 'node:url';
import { loadTemplateFolder } from '../../../../runtime/src/adapters/render/load-template-folder.ts';
import type { TemplateSource } from '../../../../runtime/src/flow/ports.ts';

/** The folder of the template that comes with the hub. */
export const STANDARD_FOLDER = fileURLToPath(
  new URL('../../../../mappings/templates/standard-invoice', import.meta.url),
);

/** The template that comes with the hub, as it would be stored. */
export async function loadStandardTemplate(): Promise<TemplateSource> {
  const { source, texts } = await loadTemplateFolder(STANDARD_FOLDER);
  return { id: 'tpl_00000001', version: 1, source, texts };
}
