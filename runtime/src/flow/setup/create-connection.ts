import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { connections, lookupKeys } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { connectionSecretsPlace } from '../find-connection.ts';
import { recordAudit } from '../record-audit.ts';

/** A connection to a system. Secrets are sealed before they are stored and never shown again. */
export const CreateConnectionInput = z.strictObject({
  system: z.enum(['hubspot', 'xero']),
  name: z.string().min(1).max(60),
  role: z.enum(['crm', 'accounting']),
  baseUrl: z.url(),
  entityId: z.string().optional(),
  config: z.record(z.string(), z.json()),
  secrets: z.record(z.string(), z.string()),
});
export type CreateConnectionInput = z.infer<typeof CreateConnectionInput>;

/** Adds a connection. Returns its id and the 128-bit token of its webhook endpoint, which is shown once. */
export async function createConnection(
  tx: Tx,
  ctx: Ctx,
  input: CreateConnectionInput,
): Promise<{ id: string; webhookToken: string }> {
  authorise(ctx, 'admin');
  const { organizationId } = ctx;
  const id = ctx.deps.ids.next('connection');
  const webhookToken = randomBytes(16).toString('base64url');
  const { secrets, config, ...visible } = input;
  await tx.insert(connections).values({
    organizationId,
    id,
    ...visible,
    entityId: visible.entityId ?? null,
    config: config as JsonObject,
    secrets: Buffer.from(
      ctx.deps.secretBox.seal(JSON.stringify(secrets), connectionSecretsPlace(organizationId, id)),
    ),
    createdAt: ctx.deps.clock.now(),
  });
  await tx.insert(lookupKeys).values({
    hash: createHash('sha256').update(webhookToken).digest(),
    kind: 'connection',
    organizationId,
    objectId: id,
  });
  await recordAudit(tx, ctx, {
    action: 'connection.create',
    objectKind: 'connection',
    objectId: id,
    after: { ...visible, secretNames: Object.keys(secrets) },
  });
  return { id, webhookToken };
}
