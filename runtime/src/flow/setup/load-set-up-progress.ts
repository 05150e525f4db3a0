import { sql } from 'drizzle-orm';
import { authorise, type Ctx } from '../context.ts';

/** The steps of the set-up, in the order in which they are best done. */
export const SET_UP_STEPS = [
  'organization',
  'entity',
  'approver',
  'products',
  'crm',
  'accounting',
  'mapping',
  'invoice',
] as const;

/** One of them. */
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** Which steps are done, as the rows say; nobody ticks anything off. */
export type SetUpProgress = Readonly<Record<SetUpStep, boolean>>;

/** What an organization can do without: its records may be pushed, its products come with the deals. */
export const OPTIONAL_STEPS: readonly SetUpStep[] = ['products', 'accounting'];

/** Looks how far the organization is. Needs `admin`. */
export async function loadSetUpProgress({ ctx }: { ctx: Ctx }): Promise<SetUpProgress> {
  authorise(ctx, 'admin');
  const [row] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.execute<Record<Exclude<SetUpStep, 'organization'>, boolean>>(sql`select
      exists (select 1 from entities) as entity,
      exists (select 1 from people where id <> ${ctx.actor.id} and deactivated_at is null
        and roles && array['finance', 'finance_approver', 'admin']) as approver,
      exists (select 1 from products) as products,
      exists (select 1 from connections where role = 'crm') as crm,
      exists (select 1 from connections where role = 'accounting') as accounting,
      exists (select 1 from records) as mapping,
      exists (select 1 from invoices) as invoice`),
  );
  const done = (step: Exclude<SetUpStep, 'organization'>): boolean => row?.[step] === true;
  return {
    organization: true,
    entity: done('entity'),
    approver: done('approver'),
    products: done('products'),
    crm: done('crm'),
    accounting: done('accounting'),
    mapping: done('mapping'),
    invoice: done('invoice'),
  };
}
