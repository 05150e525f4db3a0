import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { jsonSchemaTexts } from './json-schema-texts.ts';

const folder = new URL('../../../docs/schemas/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(jsonSchemaTexts())) {
  await writeFile(fileURLToPath(new URL(name, folder)), text);
}
