import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type ErrorDetail } from '../../core/app-error.ts';
import type { CanonicalKind } from '../../core/canonical/schemas.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { type CompiledMapping, compileMapping } from '../../core/mapping/compile-mapping.ts';
import { stableJson } from '../../core/stable-json.ts';

/** A mapping in a folder: the definition as stored and compiled, and the text of its script. */
export type MappingFolder = {
  system: string;
  object: string;
  kind: CanonicalKind;
  definition: JsonObject;
  compiled: CompiledMapping;
  script: string | null;
  /** SHA-256 in hex over definition and script: equal content, equal hash, whatever the file's spacing. */
  hash: string;
};

const FILE_MAX_BYTES = 256 * 1024;

/**
 * Reads the mapping.json and script.js of a folder; undefined when there is no mapping.json. Throws
 * `mapping.definition_invalid`, with each problem and its place in `errors`, when it does not compile or the script
 * does not fit it.
 */
export async function loadMappingFolder(folder: string): Promise<MappingFolder | undefined> {
  const name = path.basename(folder);
  const text = await readText(path.join(folder, 'mapping.json'));
  if (text === undefined) return undefined;
  const definition = parseDefinition(text, name);
  const compiled = compileMapping(definition);
  if (!compiled.ok) throw folderRefusal(name, compiled.reason, compiled.errors);
  const { system, object, kind, script: hasScript = false } = compiled.value.definition;
  const script = (await readText(path.join(folder, 'script.js'))) ?? null;
  if (hasScript !== (script !== null)) {
    const reason = hasScript ? 'script.js is missing' : 'script.js is there, but "script" is not true';
    throw folderRefusal(name, reason);
  }
  const hash = createHash('sha256').update(stableJson({ definition, script })).digest('hex');
  return { system, object, kind, definition, compiled: compiled.value, script, hash };
}

async function readText(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return undefined;
  if (found.size > FILE_MAX_BYTES) throw folderRefusal(file, `is larger than ${FILE_MAX_BYTES} bytes`);
  return readFile(file, 'utf8');
}

function parseDefinition(text: string, name: string): JsonObject {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw folderRefusal(name, 'mapping.json is not JSON');
  }
  if (!isJsonObject(json)) throw folderRefusal(name, 'mapping.json is no object');
  return json;
}

/** The error of a folder that holds no usable mapping; without `errors` the reason stands for the whole of it. */
export function folderRefusal(name: string, reason: string, errors?: ErrorDetail[]): AppError {
  return new AppError('mapping.definition_invalid', {
    detail: `${name}: ${reason}`,
    errors: errors ?? [{ pointer: '', code: 'mapping.definition_invalid', detail: reason }],
  });
}
