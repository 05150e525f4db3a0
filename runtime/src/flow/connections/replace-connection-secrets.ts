import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { connections } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { connectionSecretsPlace } from '../find-connection.ts';
import type { SecretBox } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';

/** New credentials of a connection; what is not given stays as it is. */
export const ReplaceConnectionSecretsInput = z.strictObject({
  connectionId: z.string(),
  accessToken: z.string().trim().min(1).max(500).optional(),
  webhookSecret: z.string().trim().min(1).max(500).optional(),
});
export type ReplaceConnectionSecretsInput = z.infer<typeof ReplaceConnectionSecretsInput>;

const Secrets = z.record(z.string(), z.string());

/**
 * Seals new credentials in place of the old ones; the next call uses them. Throws `connection.not_found`, and
 * `config.invalid` where a part is kept of what cannot be opened.
 */
export async function replaceConnectionSecrets({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReplaceConnectionSecretsInput;
}): Promise<void> {
  authorise(ctx, 'admin');
  const { connectionId, ...given } = input;
  const names = Object.keys(given);
  if (names.length === 0) throw new AppError('request.invalid', { detail: 'Give at least one credential.' });
  const { secretBox } = ctx.deps;
  const place = connectionSecretsPlace(ctx.organizationId, connectionId);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx
      .select({ secrets: connections.secrets })
      .from(connections)
      .where(eq(connections.id, connectionId))
      .for('update');
    if (row === undefined) throw new AppError('connection.not_found');
    const kept = openKept(secretBox, row.secrets, { place, given });
    const sealed = secretBox.seal(JSON.stringify({ ...kept, ...given }), place);
    await tx
      .update(connections)
      .set({ secrets: Buffer.from(sealed) })
      .where(eq(connections.id, connectionId));
    await recordAudit(tx, ctx, {
      action: 'connection.replace_secrets',
      objectKind: 'connection',
      objectId: connectionId,
      after: { secretNames: names },
    });
  });
}

/** What was there; nothing where its key is lost and every credential is given anew. */
function openKept(
  secretBox: SecretBox,
  sealed: Uint8Array,
  { place, given }: { place: string; given: Omit<ReplaceConnectionSecretsInput, 'connectionId'> },
): z.infer<typeof Secrets> {
  try {
    return Secrets.parse(JSON.parse(secretBox.open(sealed, place)));
  } catch (cause) {
    if (given.accessToken === undefined || given.webhookSecret === undefined) throw cause;
    return {};
  }
}
