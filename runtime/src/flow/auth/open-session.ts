import { createHash, randomBytes } from 'node:crypto';
import { lookupKeys, sessions } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';

const SESSION_DAYS = 7;
const TOKEN_BYTES = 24;
const USER_AGENT_MAX_CHARS = 300;

/** Whose session, in which browser. An entry link's token opens the session by being visited. */
export type OpenSessionInput = {
  organizationId: string;
  personId: string;
  userAgent?: string | undefined;
  isEntryLink?: boolean;
};

/** Makes a session of a person; returns its token, which is stored only as SHA-256. Every sign-in makes a new one. */
export async function openSession(deps: FlowDeps, input: OpenSessionInput): Promise<string> {
  const { organizationId } = input;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  const createdAt = deps.clock.now();
  const id = deps.ids.next('session');
  await deps.database.inOrganization(organizationId, async (tx) => {
    await tx.insert(sessions).values({
      organizationId,
      id,
      personId: input.personId,
      expiresAt: new Date(createdAt.getTime() + SESSION_DAYS * 86_400_000),
      createdAt,
      isEntryLink: input.isEntryLink ?? false,
      userAgent: input.userAgent?.slice(0, USER_AGENT_MAX_CHARS) ?? null,
    });
    await tx.insert(lookupKeys).values({ hash, kind: 'session', organizationId, objectId: id });
  });
  return token;
}
