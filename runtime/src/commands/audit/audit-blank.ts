import { parseArgs } from 'node:util';
import { AppError } from '../../core/app-error.ts';
import { blankAudit } from '../../flow/audit/blank-audit.ts';
import { withOrganizations } from '../with-organizations.ts';

/** Takes personal data out of the audit entries about one object; the chain stays whole. */
export async function auditBlankCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { organization: { type: 'string' }, object: { type: 'string' }, reason: { type: 'string' } },
  });
  const { organization, reason } = values;
  const [objectKind, objectId] = values.object?.split('/') ?? [];
  if (organization === undefined || reason === undefined || !objectKind || !objectId) {
    throw new AppError('request.invalid', {
      detail: 'Needs --organization NAME, --object KIND/ID such as contact/ctc_…, and --reason TEXT.',
    });
  }
  return withOrganizations(organization, async (organizations) => {
    for (const { ctx } of organizations) {
      const count = await blankAudit({ ctx, input: { objectKind, objectId, reason } });
      process.stdout.write(`${count} entries are blank.\n`);
    }
    return 0;
  });
}
