import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.ts';
import { stableJson } from '../../core/stable-json.ts';
import { checkTemplateSource } from './check-template-source.ts';

/** A template that comes with the hub, as it lies in its folder. */
export type TemplateFolder = {
  name: string;
  source: string;
  texts: Record<string, JsonObject>;
  /** SHA-256 in hex over source and texts: equal content, equal hash. */
  hash: string;
};

const FILE_MAX_BYTES = 256 * 1024;
const FileName = z.string().regex(/^[a-z0-9.-]+$/);
const Manifest = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.record(z.string(), z.string()),
  source: FileName,
  texts: z.record(z.string().regex(/^[a-z]{2}$/), FileName),
});

/**
 * Reads a folder with a template.json, the Typst source and the texts that it names. Throws `config.invalid` when a
 * file is missing, too large or no JSON, or when the source may not run.
 */
export async function loadTemplateFolder(folder: string): Promise<TemplateFolder> {
  const manifest = Manifest.safeParse(await readJson(folder, 'template.json'));
  if (!manifest.success) throw refusal('template.json', 'does not name a source and texts', manifest.error);
  const { name, source: sourceFile, texts: textFiles } = manifest.data;
  const source = checkTemplateSource(await readText(folder, sourceFile));
  if (!source.ok) throw refusal(sourceFile, source.reason);
  const texts: Record<string, JsonObject> = {};
  for (const [locale, file] of Object.entries(textFiles)) {
    const json = await readJson(folder, file);
    if (!isJsonObject(json)) throw refusal(file, 'is no object');
    texts[locale] = json;
  }
  const hash = createHash('sha256')
    .update(stableJson({ source: source.value, texts }))
    .digest('hex');
  return { name, source: source.value, texts, hash };
}

async function readJson(folder: string, file: string): Promise<JsonValue> {
  const text = await readText(folder, file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal(file, 'is no JSON', cause);
  }
}

async function readText(folder: string, file: string): Promise<string> {
  const where = path.join(folder, file);
  const found = await stat(where).catch(() => undefined);
  if (found === undefined) throw refusal(file, 'is missing');
  if (found.size > FILE_MAX_BYTES) throw refusal(file, `is larger than ${FILE_MAX_BYTES} bytes`);
  return readFile(where, 'utf8');
}

const refusal = (file: string, reason: string, cause?: unknown): AppError =>
  new AppError('config.invalid', { detail: `Template file ${file}: ${reason}`, cause });
