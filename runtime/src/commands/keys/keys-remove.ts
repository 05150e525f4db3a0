import { parseArgs } from 'node:util';
import { removeKeyFromFile } from '../../adapters/secrets/key-file.ts';
import { readConfig } from '../../config.ts';
import { AppError } from '../../core/app-error.ts';
import { lockKeys } from '../../flow/keys/lock-keys.ts';
import { reportKeys } from '../../flow/keys/report-keys.ts';
import { withOrganizations } from '../with-organizations.ts';

/** Takes a sealing key that has nothing left to open out of the data folder; refuses any other. */
export async function keysRemoveCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { key: { type: 'string' } } });
  const { secretKey, dataFolder } = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  return withOrganizations(undefined, async (_organizations, deps) => {
    const report = (await reportKeys(deps)).find(({ keyId }) => keyId !== null && keyId === values.key);
    if (report === undefined)
      throw new AppError('request.not_found', {
        detail: 'Needs --key ID, of a key that seikyu keys status names.',
      });
    if (!report.isRemovable) {
      throw new AppError('request.invalid', {
        detail: `Key ${report.keyId} stays: it seals, has something to open, or a running process of the hub seals with it.`,
      });
    }
    if (secretKey !== undefined) {
      process.stdout.write('It has nothing left to open: take it out of SEIKYU_OTHER_SECRET_KEYS.\n');
      return 0;
    }
    await deps.database.ownerDrizzle.transaction(async (tx) => {
      await lockKeys(tx);
      await removeKeyFromFile(dataFolder, report.keyId ?? '');
    });
    process.stdout.write(`Key ${report.keyId} is taken out of secret.key.\n`);
    return 0;
  });
}
