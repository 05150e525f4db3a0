import { z } from 'zod';
import type { Tx } from '../../db/open-database.ts';
import { connections } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { connectionSecretsPlace } from '../find-connection.ts';
import { recordAudit } from '../record-audit.ts';

/** A place that records are pushed from through the API, such as files: nothing is asked of it or written back. */
export const CreatePushConnectionInput = z.strictObject({
  system: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be lower case, such as csv'),
  name: z.string().min(1).max(60),
});
export type CreatePushConnectionInput = z.infer<typeof CreatePushConnectionInput>;

/** Adds a push connection and returns its id. It has no address, no secrets and no webhook endpoint. */
export async function createPushConnection(
  tx: Tx,
  ctx: Ctx,
  input: CreatePushConnectionInput,
): Promise<string> {
  authorise(ctx, 'admin');
  const { organizationId } = ctx;
  const id = ctx.deps.ids.next('connection');
  await tx.insert(connections).values({
    organizationId,
    id,
    ...input,
    role: 'push',
    baseUrl: '',
    config: {},
    secrets: Buffer.from(ctx.deps.secretBox.seal('{}', connectionSecretsPlace(organizationId, id))),
    createdAt: ctx.deps.clock.now(),
  });
  await recordAudit(tx, ctx, {
    action: 'connection.create',
    objectKind: 'connection',
    objectId: id,
    after: { ...input, role: 'push' },
  });
  return id;
}
