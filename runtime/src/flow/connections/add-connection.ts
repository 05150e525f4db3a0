import { z } from 'zod';
import { authorise, type Ctx } from '../context.ts';
import { createConnection } from '../setup/create-connection.ts';
import { createPushConnection } from '../setup/create-push-connection.ts';
import { connectionHookUrl } from './connection-hook-url.ts';
import { LedgerAccounts, named } from './set-connection-accounts.ts';

const name = z.string().trim().min(1).max(60);
const secret = z.string().trim().min(1).max(500);

/** Xero's tax types by our category and rate, such as `S:10` to `OUTPUT2`. */
const TaxTypes = z.record(z.string().regex(/^(S|AA|E|Z|O):[0-9]+(\.[0-9]+)?$/), z.string().min(1).max(40));

/** What is asked for to connect a system; the address of each is known. */
export const AddConnectionInput = z.discriminatedUnion('system', [
  z.strictObject({ system: z.literal('hubspot'), name, accessToken: secret, webhookSecret: secret }),
  z.strictObject({
    system: z.literal('xero'),
    name,
    accessToken: secret,
    webhookSecret: secret,
    tenantId: z.uuid(),
    salesAccountCode: z.string().trim().min(1).max(10),
    taxTypes: TaxTypes,
    ...LedgerAccounts.shape,
    entityId: z.string().optional(),
  }),
  z.strictObject({ system: z.literal('csv'), name }),
]);
export type AddConnectionInput = z.infer<typeof AddConnectionInput>;

const BASE_URLS = { hubspot: 'https://api.hubapi.com', xero: 'https://api.xero.com/api.xro/2.0' };

/** Connects a system; returns the address of its webhook, which is shown this once and null where none is needed. */
export async function addConnection({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AddConnectionInput;
}): Promise<{ id: string; hookUrl: string | null }> {
  authorise(ctx, 'admin');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    if (input.system === 'csv') return { id: await createPushConnection(tx, ctx, input), hookUrl: null };
    const { system, accessToken, webhookSecret } = input;
    const isXero = input.system === 'xero';
    const { id, webhookToken } = await createConnection(tx, ctx, {
      system,
      name: input.name,
      role: isXero ? 'accounting' : 'crm',
      baseUrl: BASE_URLS[system],
      config: isXero
        ? {
            tenantId: input.tenantId,
            salesAccountCode: input.salesAccountCode,
            taxTypes: input.taxTypes,
            ...named(input),
          }
        : {},
      secrets: { accessToken, webhookSecret },
      ...(isXero && input.entityId !== undefined ? { entityId: input.entityId } : {}),
    });
    return { id, hookUrl: connectionHookUrl(ctx, webhookToken) };
  });
}
