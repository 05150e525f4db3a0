import { parseArgs } from 'node:util';
import { AppError } from '../core/app-error.ts';
import { resetLostSecondFactor } from '../flow/people/reset-lost-second-factor.ts';
import { withOrganizations } from './with-organizations.ts';

/** Takes away the second factor of a person who is locked out and whom no other administrator can help. */
export async function resetSecondFactorCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { organization: { type: 'string' }, email: { type: 'string' } },
  });
  const { organization, email } = values;
  if (organization === undefined || email === undefined) {
    throw new AppError('request.invalid', { detail: 'Needs --organization NAME and --email ADDRESS.' });
  }
  return withOrganizations(organization, async (organizations) => {
    for (const { ctx } of organizations.slice(0, 1)) await resetLostSecondFactor({ ctx, input: { email } });
    process.stdout.write('Done. The next sign-in asks for the password and sets up a new second factor.\n');
    return 0;
  });
}
