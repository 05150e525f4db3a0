import type { Ctx, FlowDeps } from '../context.ts';
import { SECOND_FACTORS } from './count-sealed.ts';
import { resealSecrets } from './reseal-secrets.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

/** What became of one stretch. `organizationId` is null for second factors: an account is the whole hub's. */
export type ResealStep = {
  organizationId: string | null;
  name: string;
  resealedCount: number;
  unreadable: string[];
};

/**
 * Seals everything that is not under the first key anew, stretch by stretch, and tells of each once it is stored. Whoever
 * stops in between begins again: what is done already is not looked at a second time.
 */
export async function* resealAll(deps: FlowDeps, organizations: readonly Ctx[]): AsyncGenerator<ResealStep> {
  for (const ctx of organizations) {
    for (const column of SEALED_COLUMNS) {
      let after: readonly string[] | undefined;
      do {
        const { next, ...stretch } = await resealSecrets({ ctx, input: { column, after } });
        yield { organizationId: ctx.organizationId, name: column.name, ...stretch };
        after = next;
      } while (after !== undefined);
    }
  }
  let after: string | undefined;
  do {
    const { next, ...stretch } = await deps.accounts.resealSecondFactors(after);
    yield { organizationId: null, name: SECOND_FACTORS, ...stretch };
    after = next;
  } while (after !== undefined);
}
