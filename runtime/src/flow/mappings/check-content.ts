import { createHash } from 'node:crypto';
import { AppError } from '../../core/app-error.ts';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { compileMapping } from '../../core/mapping/compile-mapping.ts';
import type { MappingDefinition } from '../../core/mapping/definition.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Ctx } from '../context.ts';

/** What a version holds, proved to compile. */
export type CheckedContent = {
  definition: JsonObject;
  parsed: MappingDefinition;
  script: string | null;
  /** Equal content, equal hash, whatever its spacing. */
  contentHash: string;
};

/** An object's JSON text may not be longer than this: 200 rows with their tables are far below. */
const DEFINITION_MAX_CHARS = 256 * 1024;

/**
 * Compiles a definition and looks at its script. Throws `mapping.definition_invalid` with the row and pointer of every
 * problem, or `mapping.script_refused` with line and column.
 */
export function checkContent(
  ctx: Ctx,
  { definition, script }: { definition: unknown; script: string | null },
): CheckedContent {
  if (!isJsonObject(definition) || JSON.stringify(definition).length > DEFINITION_MAX_CHARS) {
    throw new AppError('mapping.definition_invalid', {
      detail: 'The definition is no object of a fair size.',
    });
  }
  const hasScript = script !== null && script.trim() !== '';
  const { script: _, ...rest } = definition;
  const whole: JsonObject = hasScript ? { ...rest, script: true } : rest;
  const compiled = compileMapping(whole);
  if (!compiled.ok) {
    throw new AppError('mapping.definition_invalid', { detail: compiled.reason, errors: compiled.errors });
  }
  if (hasScript) refuseScript(ctx, script);
  const kept = hasScript ? script : null;
  const contentHash = createHash('sha256')
    .update(stableJson({ definition: whole, script: kept }))
    .digest('hex');
  return { definition: whole, parsed: compiled.value.definition, script: kept, contentHash };
}

/** Throws `mapping.script_refused` for a script that may not be saved, with line and column of each cause. */
export function refuseScript(ctx: Ctx, script: string): void {
  const findings = ctx.deps.sandbox.check(script);
  if (findings.length === 0) return;
  throw new AppError('mapping.script_refused', {
    errors: findings.map(({ line, column, detail }) => ({
      pointer: `/script/${line}:${column}`,
      code: 'mapping.script_refused',
      detail,
    })),
  });
}
