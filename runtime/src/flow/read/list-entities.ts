import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Address } from '../../core/invoice/document.ts';
import { entities, numberSeries } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A legal entity that issues invoices. */
export type EntityView = {
  id: string;
  name: string;
  legalName: string;
  country: string;
  currency: string;
  timeZone: string;
  locale: 'en' | 'ja';
  taxRegistration: string | null;
  address: Address;
  email: string;
  rounding: string;
  defaultTerms: string;
  isAutoSubmit: boolean;
  isAutoIssue: boolean;
  isAutoSend: boolean;
  isAutoApply: boolean;
  invoiceCurrencies: string[];
  rateAgeDaysMax: number;
  pendingMoneyDaysMax: number;
  buyerMismatchLevel: 'info' | 'warning' | 'error';
  /** How its invoices are numbered now. */
  numberPattern: string | null;
  createdAt: Date;
};

/** Lists the granted legal entities in the order of their creation; there are a handful, so there are no pages. */
export async function listEntities({ ctx }: { ctx: Ctx }): Promise<EntityView[]> {
  authorise(ctx, 'read');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({ entity: entities, numberPattern: numberSeries.pattern })
      .from(entities)
      .leftJoin(
        numberSeries,
        and(
          eq(numberSeries.entityId, entities.id),
          eq(numberSeries.documentType, 'invoice'),
          isNull(numberSeries.retiredAt),
        ),
      )
      .where(ctx.entityIds === null ? undefined : inArray(entities.id, [...ctx.entityIds]))
      .orderBy(entities.id),
  );
  return rows.map(({ entity, numberPattern }) => {
    const { organizationId: _org, paymentInstructions: _bank, ...view } = entity;
    return { ...view, numberPattern };
  });
}
