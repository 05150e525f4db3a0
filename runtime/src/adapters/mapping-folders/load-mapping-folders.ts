import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.ts';
import { compileMapping } from '../../core/mapping/compile-mapping.ts';
import { stableJson } from '../../core/stable-json.ts';

/** A mapping that comes with the hub: the definition as stored, checked, and the text of its script. */
export type MappingFolder = {
  system: string;
  object: string;
  kind: CanonicalKind;
  definition: JsonObject;
  script: string | null;
  /** SHA-256 in hex over definition and script: equal content, equal hash, whatever the file's spacing. */
  hash: string;
};

const FILE_MAX_BYTES = 256 * 1024;

/**
 * Reads every folder below `root` that holds a mapping.json, in order of its name. Throws
 * `mapping.definition_invalid` when one does not compile, or its name or script does not fit its definition.
 */
export async function loadMappingFolders(root: string): Promise<MappingFolder[]> {
  const entries = await readdir(root, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const folders: MappingFolder[] = [];
  for (const name of names.sort()) {
    const folder = await loadMappingFolder(path.join(root, name), name);
    if (folder !== undefined) folders.push(folder);
  }
  return folders;
}

async function loadMappingFolder(folder: string, name: string): Promise<MappingFolder | undefined> {
  const text = await readText(path.join(folder, 'mapping.json'));
  if (text === undefined) return undefined;
  const json = parseJson(text, name);
  const compiled = compileMapping(json);
  if (!compiled.ok) throw refusal(name, compiled.reason);
  const { system, object, kind, script: hasScript = false } = compiled.value.definition;
  if (name !== `${system}-${object}`) throw refusal(name, `the folder must be called ${system}-${object}`);
  const script = (await readText(path.join(folder, 'script.js'))) ?? null;
  if (hasScript !== (script !== null)) {
    throw refusal(name, hasScript ? 'script.js is missing' : 'script.js is there, but "script" is not true');
  }
  if (!isJsonObject(json)) throw refusal(name, 'mapping.json is no object');
  const hash = createHash('sha256')
    .update(stableJson({ definition: json, script }))
    .digest('hex');
  return { system, object, kind, definition: json, script, hash };
}

async function readText(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.size > FILE_MAX_BYTES) throw refusal(file, `is larger than ${FILE_MAX_BYTES} bytes`);
  return readFile(file, 'utf8');
}

function parseJson(text: string, name: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('mapping.definition_invalid', { detail: `${name}: mapping.json is not JSON`, cause });
  }
}

const refusal = (name: string, reason: string): AppError =>
  new AppError('mapping.definition_invalid', { detail: `${name}: ${reason}` });
