import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import type { NewJob } from '../jobs.ts';
import { resolveFailures } from '../record-failure.ts';
import { recordKeyOf, subjectKeyOf } from '../subject-key.ts';
import { billsOfFacts, billsOfParties, type ContractRef } from './bills-of-facts.ts';
import { draftsOfParties, type Party } from './drafts-of-parties.ts';
import { keepRefusal } from './keep-refusal.ts';
import type { MappingOutcome } from './run-mapping.ts';
import { loadStandings } from './source-link.ts';
import { type ReadyToStore, type StoredMapped, storeMapped } from './store-mapped.ts';

/**
 * Stores what mappings made of records whose sources the caller has locked, keeps what they refused as dead letters,
 * and hands on what follows. Of two versions of one record the newer is the one that stays.
 */
export async function storeOutcomes(tx: Tx, ctx: Ctx, outcomes: MappingOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const jobs = new Map<string, NewJob>();
  // By subject: two payments of one invoice share their key and are settled both.
  const add = (job: NewJob) => jobs.set(`${job.stage} ${subjectKeyOf(job)}`, job);
  const parties: Party[] = [];
  const contracts: ContractRef[] = [];
  for (const round of splitBySource(outcomes)) {
    for (const stored of await settleOutcomes(tx, ctx, round)) {
      stored.jobs.forEach(add);
      if (stored.changedParty !== undefined) parties.push(stored.changedParty);
      if (stored.changedContract !== undefined) contracts.push(stored.changedContract);
    }
  }
  (await draftsOfParties(tx, ctx, parties)).forEach(add);
  (await billsOfParties(tx, ctx, parties)).forEach(add);
  (await billsOfFacts(tx, ctx, contracts)).forEach(add);
  await ctx.deps.jobs.enqueue(tx, [...jobs.values()]);
}

/** Cuts a batch where a record comes again, so that each version of a record is stored on top of the one before. */
function splitBySource(outcomes: MappingOutcome[]): MappingOutcome[][] {
  const seen = new Map<string, number>();
  const rounds = Map.groupBy(outcomes, ({ source }) => {
    const key = recordKeyOf(source);
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    return round;
  });
  // A record's second version comes after its first, so the rounds were met in their order.
  return [...rounds.values()];
}

/** Stores what was mapped and keeps what was refused; what is outdated does neither. */
async function settleOutcomes(tx: Tx, ctx: Ctx, outcomes: MappingOutcome[]): Promise<StoredMapped[]> {
  const standings = await loadStandings(
    tx,
    outcomes.map((outcome) => outcome.source),
  );
  const ready: ReadyToStore[] = [];
  const mended: string[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const standing = standings[index];
    if (standing === undefined || standing.isOutdated) continue;
    if (!outcome.ok) await keepRefusal(tx, ctx, outcome);
    else {
      ready.push({ mapped: outcome.mapped, linkedId: standing.canonicalId });
      if (standing.hasOpenFailure) mended.push(recordKeyOf(outcome.source));
    }
  }
  const stored = await storeMapped(tx, ctx, ready);
  await resolveFailures(
    tx,
    'map',
    mended.filter((key) => !stored.refusedKeys.has(key)),
  );
  return stored.stored;
}
