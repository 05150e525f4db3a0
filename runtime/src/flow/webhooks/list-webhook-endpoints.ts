import { and, desc, lt, type SQL, sql } from 'drizzle-orm';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Page, type PageInput, toPage } from '../read/page.ts';
import { type EndpointView, toEndpointView } from './endpoint-view.ts';

/** Lists the endpoints that the caller made, to administrators all of them; newest first, without secrets. */
export async function listWebhookEndpoints({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: PageInput;
}): Promise<Page<EndpointView>> {
  authorise(ctx, 'webhooks');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(webhookEndpoints)
      .where(
        and(input.before === undefined ? undefined : lt(webhookEndpoints.id, input.before), ...ownOnly(ctx)),
      )
      .orderBy(desc(webhookEndpoints.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, toEndpointView);
  });
}

/** The same as `isOwnEndpoint`, as conditions. */
function ownOnly(ctx: Ctx): SQL[] {
  const conditions: SQL[] = [];
  if (!ctx.permissions.has('admin')) {
    conditions.push(
      sql`${webhookEndpoints.createdBy} ->> 'kind' = ${ctx.actor.kind}`,
      sql`${webhookEndpoints.createdBy} ->> 'id' = ${ctx.actor.id}`,
    );
  }
  if (ctx.entityIds !== null) {
    // Null holds more than any list: it is contained in none, and the condition is null, which is not true.
    conditions.push(
      sql`${webhookEndpoints.entityIds} <@ array(select jsonb_array_elements_text((${JSON.stringify(ctx.entityIds)}::text)::jsonb))`,
    );
  }
  return conditions;
}
