import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { entities, productPrices, products, productVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { receiveRecords } from '../ingest/receive-records.ts';

/** A won deal of one line, for somebody who has no CRM connected yet. */
export const SampleDealInput = z.strictObject({
  customerName: z.string().trim().min(1).max(200),
  customerEmail: z.email().max(254),
  productId: z.string(),
  quantity: z.string().regex(/^[1-9][0-9]{0,5}$/),
  entityId: z.string(),
});
export type SampleDealInput = z.infer<typeof SampleDealInput>;

const COUNTRY_NAMES: Record<string, string> = { JP: 'Japan', US: 'United States' };

/**
 * Enters a deal as HubSpot would send it, with its company and contact; from there on it is a deal like any other.
 * Returns the deal's id in its system. Throws what `receiveRecords` throws.
 */
export async function enterSampleDeal({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SampleDealInput;
}): Promise<{ externalId: string }> {
  authorise(ctx, 'admin', input.entityId);
  const { entity, sku, name } = await load(ctx, input);
  const at = ctx.deps.clock.now();
  const externalId = `sample-${at.getTime().toString(36)}`;
  const push = (object: string, record: JsonObject) =>
    receiveRecords({ ctx, input: { system: 'hubspot', object, records: [record] } });
  const [firstname = input.customerName] = input.customerEmail.split('@');
  const country = COUNTRY_NAMES[entity.country] ?? entity.country;
  await push('company', { id: externalId, properties: { name: input.customerName, country } });
  await push('contact', {
    id: externalId,
    properties: { email: input.customerEmail, firstname, lastname: '', hs_language: entity.locale },
  });
  await push('deal', {
    id: externalId,
    properties: {
      dealname: name,
      dealstage: 'closedwon',
      deal_currency_code: entity.currency,
      closedate: at.toISOString(),
      seikyu_locale: entity.locale,
    },
    line_items: [
      {
        id: `${externalId}-1`,
        properties: { hs_sku: sku, name, quantity: input.quantity, hs_position_on_quote: '0' },
      },
    ],
    companies: [externalId],
    contacts: [externalId],
  });
  return { externalId };
}

/** The entity and the product; a product without a list price in the entity's currency could not be billed. */
async function load(ctx: Ctx, input: SampleDealInput) {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [entity] = await tx.select().from(entities).where(eq(entities.id, input.entityId));
    if (entity === undefined) throw new AppError('request.not_found');
    const [product] = await tx
      .select({ sku: products.sku, name: products.name })
      .from(products)
      .innerJoin(productVersions, eq(productVersions.productId, products.id))
      .innerJoin(productPrices, eq(productPrices.productVersionId, productVersions.id))
      .where(and(eq(products.id, input.productId), eq(productPrices.currency, entity.currency)));
    if (product !== undefined) return { entity, ...product };
    const detail = `The product has no list price in ${entity.currency}.`;
    throw new AppError('request.invalid', {
      errors: [{ pointer: '/productId', code: 'product.price_missing', detail }],
    });
  });
}
