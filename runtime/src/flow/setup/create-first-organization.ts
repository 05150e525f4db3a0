import { and, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { Locale } from '../../core/invoice/document.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import type { Tx } from '../../db/open-database.ts';
import { memberships, organizations, people } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';
import { createOrganization } from './create-organization.ts';
import { createPerson } from './create-person.ts';
import { publishReadyMapping, publishReadyTemplate } from './publish-ready-data.ts';
import { isTimeZone } from './time-zones.ts';

/** The first organization and the person who sets it up. */
export const FirstOrganizationInput = z.strictObject({
  personName: z.string().trim().min(1).max(100),
  email: z.email().max(254).toLowerCase(),
  password: z.string(),
  organizationName: z.string().trim().min(1).max(100),
  baseCurrency: z.string().refine((code) => parseCurrencyCode(code).ok),
  timeZone: z.string().refine(isTimeZone),
  locale: Locale,
});
export type FirstOrganizationInput = z.infer<typeof FirstOrganizationInput>;

/** Key of the advisory lock under which the first organization is made, so that there are never two. */
const FIRST_ORGANIZATION_LOCK_KEY = 7_301_119;

/**
 * Makes the first organization with its administrator, and publishes the ready mappings and the ready template for it.
 * Returns the account's id. Throws `setup.closed` when there is one already; the demo's does not count.
 */
export async function createFirstOrganization(
  deps: FlowDeps,
  input: FirstOrganizationInput,
): Promise<{ accountId: string; organizationId: string }> {
  if (!(await isSetUpOpen(deps))) throw new AppError('setup.closed');
  const ready = await deps.loadReadyData();
  let accountId = '';
  const { organizationName, baseCurrency, timeZone, locale } = input;
  const { id } = await createOrganization(
    deps,
    organizationName,
    async (tx, ctx) => {
      await lockSetUp(tx);
      if (await hasOrganization(tx, ctx.organizationId)) throw new AppError('setup.closed');
      // Under the lock, for of two who send the form at once the slower must not change the account of the other.
      accountId = await ensureAccount(deps, input);
      const person = { name: input.personName, email: input.email, roles: ['admin'] as ['admin'] };
      const personId = await createPerson(tx, ctx, person);
      await tx.update(people).set({ accountId });
      await tx.insert(memberships).values({ organizationId: ctx.organizationId, personId, accountId });
      for (const mapping of ready.mappings) await publishReadyMapping(tx, ctx, mapping);
      await publishReadyTemplate(tx, ctx, ready.template);
    },
    { baseCurrency, timeZone, locale },
  );
  return { accountId, organizationId: id };
}

/** Does not wait: the account library needs a connection beside the one that would be waiting. */
async function lockSetUp(tx: Tx): Promise<void> {
  const [row] = await tx.execute<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(${FIRST_ORGANIZATION_LOCK_KEY}) as locked`,
  );
  if (row?.locked !== true) {
    throw new AppError('setup.closed', { detail: 'Somebody else is making the organization right now.' });
  }
}

/** True while the hub has no organization but the demo's. */
export const isSetUpOpen = (deps: FlowDeps): Promise<boolean> =>
  deps.database.inNoOrganization(async (tx) => !(await hasOrganization(tx, '')));

async function hasOrganization(tx: Tx, exceptId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(
      and(ne(organizations.id, exceptId), sql`coalesce(${organizations.settings}->>'isDemo', '') <> 'true'`),
    )
    .limit(1);
  return rows.length > 0;
}

/** An account that a set-up left behind when it broke off belongs to nobody yet: it gets the new password. */
async function ensureAccount(deps: FlowDeps, input: FirstOrganizationInput): Promise<string> {
  const { email, password, personName } = input;
  const left = await deps.accounts.find(email);
  if (left === undefined) return deps.accounts.create({ email, password, name: personName });
  await deps.accounts.removeSecondFactor(left.id);
  await deps.accounts.setPassword({ accountId: left.id, password });
  return left.id;
}
