import type { ErrorDetail } from '../../core/app-error.ts';
import { assert } from '../../core/assert.ts';
import type { CanonicalKind, CanonicalRecords } from '../../core/canonical/schemas.ts';
import type { JsonObject } from '../../core/json.ts';
import type { CompiledMapping } from '../../core/mapping/compile-mapping.ts';
import { finishMapping } from '../../core/mapping/finish-mapping.ts';
import type { RowRefusal } from '../../core/mapping/row-plan.ts';
import type { Sandbox, ScriptOutcome } from '../ports.ts';

/** A mapping that can be run: its rows, and the text of the script that runs after them. */
export type RunnableMapping = { compiled: CompiledMapping; script: string | null };

/** Whose records they are, what runs the script, and the instant that the script takes for the present. */
export type MappingSetting = { sandbox: Sandbox; organizationId: string; now: Date };

type ScriptFailure = Extract<ScriptOutcome, { ok: false }>;

/** What became of one payload: a canonical record, or every reason why there is none (at least one). */
export type PayloadOutcome =
  | { ok: true; record: CanonicalRecords[CanonicalKind] }
  | { ok: false; code: 'mapping.refused' | ScriptFailure['code']; errors: ErrorDetail[] };

/** Runs a mapping over payloads of its object: rows, then the script, then the canonical schema. In order, one outcome each. */
export async function mapPayloads(
  { sandbox, organizationId, now }: MappingSetting,
  { compiled, script }: RunnableMapping,
  payloads: readonly JsonObject[],
): Promise<PayloadOutcome[]> {
  const runs = payloads.map((source) => ({ source, ...compiled.run(source) }));
  const passed = runs.filter(({ refusals }) => refusals.length === 0);
  const scripted =
    script === null || passed.length === 0
      ? passed.map(({ draft }): ScriptOutcome => ({ ok: true, value: draft }))
      : await sandbox.run({
          organizationId,
          script,
          items: passed.map(({ source, draft }) => ({ source, draft })),
          now: now.toISOString(),
        });
  let next = 0;
  return runs.map(({ refusals }) => {
    if (refusals.length > 0) return { ok: false, code: 'mapping.refused', errors: refusals.map(toError) };
    const made = scripted[next++];
    assert(made !== undefined, 'the sandbox gives one outcome for each record');
    return finish(compiled.definition.kind, made);
  });
}

function finish(kind: CanonicalKind, made: ScriptOutcome): PayloadOutcome {
  if (!made.ok) {
    const { code, detail } = made;
    return { ok: false, code, errors: [{ pointer: '', code, detail }] };
  }
  const finished = finishMapping(kind, made.value);
  if (finished.ok) return finished;
  const errors = finished.refusals.map(({ pointer, reason }) => refused(pointer, reason));
  return { ok: false, code: 'mapping.refused', errors };
}

const toError = ({ row, from, to, reason }: RowRefusal): ErrorDetail =>
  refused(`/${from ?? to}`, `row ${row}, field "${to}": ${reason}`);

const refused = (pointer: string, detail: string): ErrorDetail => ({
  pointer,
  code: 'mapping.refused',
  detail,
});
