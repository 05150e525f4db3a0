import { parseArgs } from 'node:util';
import { AppError } from '../../core/app-error.ts';
import { UNNAMED_KEY } from '../../flow/keys/find-idle-keys.ts';
import { forgetKey } from '../../flow/keys/forget-key.ts';
import { withOrganizations } from '../with-organizations.ts';

/** Lets the hub start without a sealing key that is lost; what it sealed stays closed. */
export async function keysForgetCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { key: { type: 'string' }, reason: { type: 'string' } } });
  const { key, reason } = values;
  if (key === undefined || reason === undefined || reason.trim() === '') {
    throw new AppError('request.invalid', {
      detail: `Needs --key ID (or --key ${UNNAMED_KEY}), as the start named it, and --reason TEXT.`,
    });
  }
  return withOrganizations(
    undefined,
    async (organizations, deps) => {
      const contexts = organizations.map(({ ctx }) => ctx);
      await forgetKey(deps, { keyId: key, reason: reason.trim(), organizations: contexts });
      process.stdout.write(
        `The hub starts without key ${key}. What it sealed stays closed: enter the credentials of connections anew, ` +
          'make webhook endpoints anew, and reset second factors.\n',
      );
      return 0;
    },
    { lostKeyId: key },
  );
}
