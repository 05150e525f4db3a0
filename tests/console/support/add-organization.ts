import type { Role } from '../../../runtime/src/core/permissions.ts';
import { createPersonLink } from '../../../runtime/src/flow/people/create-person-link.ts';
import { createOrganization } from '../../../runtime/src/flow/setup/create-organization.ts';
import { createPerson } from '../../../runtime/src/flow/setup/create-person.ts';
import type { TestHub } from '../../support/create-test-hub.ts';

/** Adds an organization with one person who was invited; returns its id, the person's, and the path of the link. */
export async function addOrganization(
  hub: TestHub,
  name: string,
  person: { name: string; email: string; roles: Role[] },
): Promise<{ organizationId: string; personId: string; link: string }> {
  const { id, value } = await createOrganization(hub.deps, name, async (tx, ctx) => {
    const personId = await createPerson(tx, ctx, person);
    const link = await createPersonLink(tx, ctx, { personId, purpose: 'invitation' });
    return { personId, link: new URL(link).pathname };
  });
  return { organizationId: id, ...value };
}
