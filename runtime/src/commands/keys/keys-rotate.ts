import { parseArgs } from 'node:util';
import { addKeyToFile } from '../../adapters/secrets/key-file.ts';
import { readConfig } from '../../config.ts';
import { lockKeys } from '../../flow/keys/lock-keys.ts';
import { withOrganizations } from '../with-organizations.ts';

/**
 * Makes a new sealing key in the data folder and keeps the others. Where the environment holds the key it changes
 * nothing and tells which variables to set.
 */
export async function keysRotateCommand(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, allowPositionals: false });
  const { secretKey, dataFolder } = readConfig(process.env, process.env['INIT_CWD'] ?? process.cwd());
  return withOrganizations(undefined, async (_organizations, { database, secretBox }) => {
    const [before] = secretBox.keyIds;
    if (secretKey !== undefined) {
      process.stdout.write(inEnvironment(before));
      return 0;
    }
    const [next] = await database.ownerDrizzle.transaction(async (tx) => {
      await lockKeys(tx);
      return addKeyToFile(dataFolder);
    });
    process.stdout.write(
      `Key ${next.id} is the first line of secret.key now; key ${before} stays below it and opens what it sealed.\n` +
        'Next: start the hub anew, then run: seikyu keys reseal\n',
    );
    return 0;
  });
}

const inEnvironment = (before: string): string =>
  [
    `This hub has its key (${before}) from the environment: nothing was changed. With one process:`,
    '  1. Make a key:                openssl rand -base64 32',
    '  2. SEIKYU_OTHER_SECRET_KEYS:  put the value of SEIKYU_SECRET_KEY in front',
    '  3. SEIKYU_SECRET_KEY:         the new key',
    '  4. Start the hub anew, then:  seikyu keys reseal',
    'With several processes, first give the new key to each in SEIKYU_OTHER_SECRET_KEYS and start them anew.',
    '',
  ].join('\n');
