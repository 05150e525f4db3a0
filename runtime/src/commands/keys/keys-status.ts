import { parseArgs } from 'node:util';
import { type KeyReport, reportKeys } from '../../flow/keys/report-keys.ts';
import { withOrganizations } from '../with-organizations.ts';

const USES: Record<KeyReport['use'], string> = {
  seals: 'seals',
  opens: 'only opens',
  absent: 'is not at hand',
  unnamed: 'without a key id',
};

/** Tells how many values stand under each sealing key, and which key can be taken away. */
export async function keysStatusCommand(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, allowPositionals: false });
  return withOrganizations(undefined, async (_organizations, deps) => {
    const reports = await reportKeys(deps);
    process.stdout.write(reports.map((report) => `${toLine(report)}\n`).join(''));
    const isMixed = reports.some(({ use, total }) => use !== 'seals' && total > 0);
    if (isMixed)
      process.stdout.write('What the first key does not seal is sealed anew by: seikyu keys reseal\n');
    return 0;
  });
}

function toLine({ keyId, use, counts, total, isRemovable }: KeyReport): string {
  const of = counts.map(({ name, count }) => `${name} ${count}`).join(', ');
  const advice = isRemovable ? '. It can be taken away' : '';
  return `${keyId === null ? 'values' : `key ${keyId}`} ${USES[use]}: ${total} values${of === '' ? '' : ` (${of})`}${advice}`;
}
