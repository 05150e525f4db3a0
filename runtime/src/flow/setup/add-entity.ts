import { authorise, type Ctx } from '../context.ts';
import { type CreateEntityInput, createEntity } from './create-entity.ts';
import { publishReadyRuleSet } from './publish-ready-data.ts';

/** Adds a legal entity and publishes the ready rules of its currency for it; returns its id. */
export async function addEntity({ ctx, input }: { ctx: Ctx; input: CreateEntityInput }): Promise<string> {
  authorise(ctx, 'admin');
  const { rulesFor } = await ctx.deps.loadReadyData();
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const entityId = await createEntity(tx, ctx, input);
    await publishReadyRuleSet(tx, { ...ctx, entityIds: null }, { entityId, ...rulesFor(input.currency) });
    return entityId;
  });
}
