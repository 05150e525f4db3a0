import type { Ctx } from '../../../flow/context.ts';
import { listSegregation } from '../../../flow/segregation/list-segregation.ts';

/** Whether whoever wrote in rules is kept from their review and publication, as long as nobody switched that off. */
export async function isOwnBarred(ctx: Ctx): Promise<boolean> {
  return (await listSegregation({ ctx })).some(({ rule, isOn }) => rule === 'own_rules' && isOn);
}
