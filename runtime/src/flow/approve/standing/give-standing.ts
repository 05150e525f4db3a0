import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { UnsignedDecimalText } from '../../../core/canonical/texts.ts';
import { todayIn } from '../../../core/civil-date.ts';
import { parseMoneyText } from '../../../core/money/parse-money-text.ts';
import { currencyOf } from '../../../db/currency-of.ts';
import type { Tx } from '../../../db/open-database.ts';
import { ruleSets, standingApprovals } from '../../../db/schema/index.ts';
import { authorise, type Ctx } from '../../context.ts';
import { type ContractRow, getContractForUpdate } from '../../contracts/load-contract.ts';
import { loadTerms } from '../../contracts/load-terms.ts';
import { recordAudit } from '../../record-audit.ts';
import { requirePerson } from '../../require-person.ts';
import { loadSwitchedOff } from '../../segregation/load-switched-off.ts';
import { endStanding } from './end-standing.ts';
import { isBarredFromContract } from './is-barred-from-contract.ts';
import { loadBasis } from './load-basis.ts';

/** The limits of a standing approval; both days included, and the end never left open. */
export const StandingInput = z.strictObject({
  /** The most that one invoice may come to with tax, or its part of a collective one, in the contract's currency. */
  amountMax: UnsignedDecimalText,
  invoicesMax: z.int().min(1).max(10_000).optional(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  reason: z.string().trim().min(1).max(500),
});
export type StandingInput = z.infer<typeof StandingInput>;

/** Forms whose invoices return. */
const RECURRING: ReadonlySet<ContractRow['form']> = new Set(['subscription', 'time_and_materials']);

/**
 * Approves the invoices of a recurring contract beforehand, within limits (model.md E4). It takes the place of what its
 * giver gave for the contract before. Returns its id. Throws `approval.person_required`, `request.invalid`,
 * `approval.author_cannot_approve` for those who have a hand in the contract or its rules, `approval.standing_refused`
 * for a contract that has no series, and `billing.*` for one that cannot be billed.
 */
export async function giveStanding({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: StandingInput & { contractId: string };
}): Promise<string> {
  authorise(ctx, 'approve');
  requirePerson(ctx);
  const { contractId, startsOn, endsOn, reason } = input;
  if (endsOn < startsOn) throw invalid('/endsOn', 'It must not be before the first day.');
  const id = ctx.deps.ids.next('standingApproval');
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const contract = await getContractForUpdate(tx, contractId);
    const { entity, currency } = await loadTerms(tx, contract.body);
    authorise(ctx, 'approve', entity.id);
    refuseForm(contract);
    if (endsOn < todayIn(entity.timeZone, ctx.deps.clock.now())) {
      throw invalid('/endsOn', 'It must not be in the past.');
    }
    await refuseBarred(tx, ctx, contract, entity.id);
    const amount = parseMoneyText(input.amountMax, currencyOf(currency));
    if (!amount.ok || amount.value.amountMinor === 0n) {
      throw invalid('/amountMax', amount.ok ? 'It must be more than nothing.' : `It ${amount.reason}.`);
    }
    await replaceEarlier(tx, ctx, contractId);
    const row = {
      ...{ contractId, startsOn, endsOn, reason },
      amountMaxMinor: amount.value.amountMinor,
      invoicesMax: input.invoicesMax ?? null,
      basis: await loadBasis(tx, contract),
    };
    await tx.insert(standingApprovals).values({
      ...row,
      organizationId: ctx.organizationId,
      id,
      giverId: ctx.actor.id,
      givenBy: ctx.actor,
      givenAt: ctx.deps.clock.now(),
    });
    const { amountMax, invoicesMax } = input;
    await recordAudit(tx, ctx, {
      action: 'standing_approval.give',
      objectKind: 'standing_approval',
      objectId: id,
      after: {
        ...{ contractId, amountMax, currency, startsOn, endsOn },
        ...(invoicesMax === undefined ? {} : { invoicesMax }),
      },
      reason,
    });
  });
  return id;
}

/** A project is approved as it comes, and an order too, unless it is one of those that are billed at each closing day (締め). */
function refuseForm({ form, collectiveKey }: ContractRow): void {
  if (RECURRING.has(form) || (form === 'order' && collectiveKey !== null)) return;
  throw new AppError('approval.standing_refused', {
    detail: 'Only a subscription, time and materials, or orders that are billed together are a series.',
  });
}

/** Who could not approve a single invoice of it does not approve all of them. */
async function refuseBarred(tx: Tx, ctx: Ctx, contract: ContractRow, entityId: string): Promise<void> {
  if (await isBarredFromContract(tx, ctx, contract.id)) {
    throw new AppError('approval.author_cannot_approve', {
      detail: 'You made, changed or own this contract.',
    });
  }
  const [rules] = await tx
    .select({ editors: ruleSets.editors })
    .from(ruleSets)
    .where(and(eq(ruleSets.entityId, entityId), eq(ruleSets.status, 'published')));
  const isEditor = rules?.editors.some(({ id }) => id === ctx.actor.id) ?? false;
  if (isEditor && !(await loadSwitchedOff(tx)).has('rule_editor')) {
    throw new AppError('approval.author_cannot_approve', {
      detail: 'You wrote the rules that route its invoices.',
    });
  }
}

async function replaceEarlier(tx: Tx, ctx: Ctx, contractId: string): Promise<void> {
  const [earlier] = await tx
    .select()
    .from(standingApprovals)
    .where(
      and(
        eq(standingApprovals.contractId, contractId),
        eq(standingApprovals.giverId, ctx.actor.id),
        isNull(standingApprovals.endedAt),
      ),
    )
    .for('update');
  if (earlier !== undefined) await endStanding(tx, ctx, earlier, { cause: 'replaced' });
}

const invalid = (pointer: string, detail: string): AppError =>
  new AppError('request.invalid', { errors: [{ pointer, code: 'standing.limit', detail }] });
