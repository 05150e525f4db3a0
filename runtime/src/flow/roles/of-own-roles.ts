import { type SQL, sql } from 'drizzle-orm';
import { people, roles } from '../../db/schema/index.ts';

/** Column of a query over `people`: every permission that a person has by roles of the organization's own. */
export const ofOwnRoles = (): SQL<string[]> =>
  sql<string[]>`array(select permission from ${roles}, unnest(${roles.permissions}) permission
    where ${roles.organizationId} = ${people.organizationId} and ${roles.id} = any(${people.roles}))`;
