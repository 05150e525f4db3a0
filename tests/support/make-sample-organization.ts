import { JP_ENTITY, US_ENTITY } from '../../runtime/src/demo/sample-organization.ts';
import type { FlowDeps } from '../../runtime/src/flow/context.ts';
import { createEntity } from '../../runtime/src/flow/setup/create-entity.ts';
import { createOrganization } from '../../runtime/src/flow/setup/create-organization.ts';
import { createPerson } from '../../runtime/src/flow/setup/create-person.ts';
import { publishReadyTemplate } from '../../runtime/src/flow/setup/publish-ready-data.ts';

/** Makes an organization with two entities, a template and an administrator, and nothing that runs. */
export async function makeSampleOrganization(
  deps: FlowDeps,
): Promise<{ organizationId: string; usEntityId: string; jpEntityId: string; ownerId: string }> {
  const { id, value } = await createOrganization(deps, 'Sample', async (tx, ctx) => {
    const usEntityId = await createEntity(tx, ctx, US_ENTITY);
    const jpEntityId = await createEntity(tx, ctx, JP_ENTITY);
    await publishReadyTemplate(tx, ctx, {
      name: 'standard-invoice',
      source: '#[]',
      texts: {},
      hash: 'sample',
    });
    const ownerId = await createPerson(tx, ctx, {
      name: 'Aiko',
      email: 'aiko@sanka.example',
      roles: ['admin', 'finance_approver'],
    });
    return { usEntityId, jpEntityId, ownerId };
  });
  return { organizationId: id, ...value };
}
