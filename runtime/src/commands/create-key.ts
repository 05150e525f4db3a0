import { parseArgs } from 'node:util';
import { AppError } from '../core/app-error.ts';
import { CreateApiKeyInput, createApiKey } from '../flow/setup/create-api-key.ts';
import { withOrganizations } from './with-organizations.ts';

/** Makes an API key of an organization and prints it once. */
export async function createKeyCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      organization: { type: 'string' },
      name: { type: 'string' },
      permissions: { type: 'string', default: 'read' },
      person: { type: 'string' },
    },
  });
  const wanted = CreateApiKeyInput.safeParse({
    name: values.name,
    permissions: values.permissions.split(','),
    ...(values.person === undefined ? {} : { personId: values.person }),
  });
  if (!wanted.success || values.organization === undefined) {
    throw new AppError('request.invalid', {
      detail: 'Needs --organization NAME, --name TEXT and --permissions a,b.',
    });
  }
  const { data } = wanted;
  return withOrganizations(values.organization, async (organizations) => {
    for (const { ctx } of organizations.slice(0, 1)) {
      const made = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
        createApiKey(tx, ctx, data),
      );
      process.stdout.write(`${made.key}\n`);
    }
    return 0;
  });
}
