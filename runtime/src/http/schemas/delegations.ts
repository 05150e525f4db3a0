import { z } from '@hono/zod-openapi';
import { DelegationInput } from '../../flow/delegations/create-delegation.ts';
import { GroupInput } from '../../flow/groups/group-input.ts';
import { Instant } from './common.ts';

const Named = z.object({ id: z.string(), name: z.string() });

/** Who decides in whose place. */
const DelegationSchema = z
  .object({
    id: z.string(),
    from: Named,
    to: Named,
    startsOn: z.string(),
    endsOn: z.string().openapi({ description: 'The last day, included.' }),
    reason: z.string(),
    revokedAt: Instant.nullable(),
  })
  .openapi('Delegation');
export const DelegationsSchema = z.object({ data: z.array(DelegationSchema) }).openapi('Delegations');

/** The wish to have somebody decide in one's place. */
export const DelegationBody = z.strictObject(DelegationInput.shape).openapi('DelegationBody', {
  description: 'Without `fromPersonId` it is for the person behind the key; for others it needs `admin`.',
  example: {
    toPersonId: 'per_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    startsOn: '2026-12-21',
    endsOn: '2027-01-04',
    reason: 'Year-end leave.',
  },
});

/** A group whom an approval step can ask. */
const GroupSchema = z.object({ id: z.string(), name: z.string(), people: z.array(Named) }).openapi('Group');
export const GroupsSchema = z.object({ data: z.array(GroupSchema) }).openapi('Groups');

/** A group that is to be. */
export const GroupBody = z.strictObject(GroupInput.shape).openapi('GroupBody', {
  example: { name: 'Credit committee', personIds: ['per_0198f1c27a4e7c119d5b2f6f3f1f9a10'] },
});
