import { createHash } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { organizations, people, personLinks } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';
import type { LinkPurpose } from './create-person-link.ts';

/** An open link: whose it is, and whether their e-mail address has an account already. */
export type OpenLink = {
  linkId: string;
  organizationId: string;
  organizationName: string;
  purpose: LinkPurpose;
  person: { id: string; name: string; email: string; accountId: string | null };
};

/** Looks a link up; looking changes nothing. Throws `people.link_unknown` when it is unknown, expired or used. */
export async function getPersonLink(deps: FlowDeps, token: string): Promise<OpenLink> {
  const hash = createHash('sha256').update(token).digest();
  const [place] = await deps.database.inNoOrganization((tx) =>
    tx.execute<{ organization_id: string; object_id: string }>(
      sql`select * from find_lookup('person_link', ${hash})`,
    ),
  );
  if (place === undefined) throw new AppError('people.link_unknown');
  const [found] = await deps.database.inOrganization(place.organization_id, (tx) =>
    tx
      .select({ link: personLinks, person: people, organization: organizations.name })
      .from(personLinks)
      .innerJoin(people, eq(people.id, personLinks.personId))
      .innerJoin(organizations, eq(organizations.id, personLinks.organizationId))
      .where(
        and(
          eq(personLinks.id, place.object_id),
          isNull(personLinks.usedAt),
          gt(personLinks.expiresAt, deps.clock.now()),
          isNull(people.deactivatedAt),
        ),
      ),
  );
  if (found === undefined) throw new AppError('people.link_unknown');
  const { id, name, email, accountId } = found.person;
  return {
    linkId: found.link.id,
    organizationId: place.organization_id,
    organizationName: found.organization,
    purpose: found.link.purpose,
    person: { id, name, email, accountId },
  };
}
