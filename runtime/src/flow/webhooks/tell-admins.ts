import { and, arrayContains, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { people, webhookEndpoints } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { disabledMail } from './disabled-mail.ts';

/**
 * Tells the administrators once, by mail, that an endpoint was disabled. A mail that may have been sent is not
 * repeated. Throws `delivery.unavailable`, which is tried again, or `delivery.refused`.
 */
export async function tellAdmins({ ctx, input }: { ctx: Ctx; input: { endpointId: string } }): Promise<void> {
  const { database, email, clock, publicBaseUrl } = ctx.deps;
  const found = await database.inOrganization(ctx.organizationId, async (tx) => {
    const [endpoint] = await tx
      .select()
      .from(webhookEndpoints)
      .where(and(eq(webhookEndpoints.id, input.endpointId), isNull(webhookEndpoints.toldAt)));
    const admins = await tx
      .select({ name: people.name, address: people.email })
      .from(people)
      .where(and(arrayContains(people.roles, ['admin']), isNull(people.deactivatedAt)))
      .orderBy(people.id);
    return { endpoint, admins };
  });
  const { endpoint, admins } = found;
  if (endpoint?.disabledReason == null || endpoint.disabledAt === null || admins.length === 0) return;
  const { id, disabledReason: reason, disabledAt } = endpoint;
  const host = new URL(endpoint.url).host;
  const outcome = await email.send(
    disabledMail({ endpointId: id, host, reason, disabledAt, admins, publicBaseUrl }),
  );
  if (outcome.state === 'unavailable') throw new AppError('delivery.unavailable', { detail: outcome.detail });
  if (outcome.state === 'refused') throw new AppError('delivery.refused', { detail: outcome.detail });
  await database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .update(webhookEndpoints)
      .set({ toldAt: clock.now() })
      .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.disabledAt, disabledAt))),
  );
}
