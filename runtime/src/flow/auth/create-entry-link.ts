import { createHash, randomBytes } from 'node:crypto';
import { lookupKeys, sessions } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';

const SESSION_DAYS = 7;

/**
 * Makes a session of a person and returns the link that opens it in a browser. The link is as good as a password until
 * it expires: it is printed to the terminal of whoever runs the hub, and nowhere else.
 */
export async function createEntryLink(
  deps: FlowDeps,
  input: { organizationId: string; personId: string },
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const now = deps.clock.now();
  const id = deps.ids.next('session');
  await deps.database.inOrganization(input.organizationId, async (tx) => {
    await tx.insert(sessions).values({
      organizationId: input.organizationId,
      id,
      personId: input.personId,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
      createdAt: now,
    });
    await tx.insert(lookupKeys).values({
      hash: createHash('sha256').update(token).digest(),
      kind: 'session',
      organizationId: input.organizationId,
      objectId: id,
    });
  });
  return `${deps.publicBaseUrl}/enter/${token}`;
}
