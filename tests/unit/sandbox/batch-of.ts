import type { JsonValue } from '../../../runtime/src/core/json.ts';
import type { ScriptBatch } from '../../../runtime/src/flow/ports.ts';

/** A batch of one organization, one item per source, with an empty draft. */
export function batchOf(
  script: string,
  sources: JsonValue[] = [null],
  changes: Partial<ScriptBatch> = {},
): ScriptBatch {
  return {
    organizationId: 'org_00000001',
    script,
    items: sources.map((source) => ({ source, draft: {} })),
    now: '2026-02-03T04:05:06.789Z',
    ...changes,
  };
}

/** A script whose function has this body. */
export const scriptOf = (body: string): string =>
  `export default function map(source, draft, ctx) {\n${body}\n}\n`;
