import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseAnchors } from '../../core/audit/parse-anchors.ts';
import { escapeControls } from '../../core/escape-controls.ts';
import { verifyAudit } from '../../flow/audit/verify-audit.ts';
import { callerPath } from '../caller-path.ts';
import { withOrganizations } from '../with-organizations.ts';
import { faultsOf } from './verdict-text.ts';
import { verifyExport } from './verify-export.ts';

/**
 * Checks audit trails from their first entry on and names the first that is not as it was sealed; 1 when one is broken. With
 * `--file` it checks an export by itself, without a database; `--anchors` may be given for each file that was kept.
 */
export async function auditVerifyCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      organization: { type: 'string' },
      anchors: { type: 'string', multiple: true },
      file: { type: 'string' },
    },
  });
  const files = (values.anchors ?? [])
    .map(callerPath)
    .map(async (path) => parseAnchors(await readFile(path, 'utf8'), path));
  const anchors = (await Promise.all(files)).flat();
  if (values.file !== undefined) return verifyExport(callerPath(values.file), anchors);
  return withOrganizations(values.organization, async (organizations) => {
    let exitCode = 0;
    for (const { name, ctx } of organizations) {
      const verdict = await verifyAudit({ ctx, input: { anchors } });
      const faults = faultsOf(verdict);
      if (faults.length > 0) exitCode = 1;
      process.stderr.write(
        faults.map((fault) => `${escapeControls(name)} (${ctx.organizationId}): ${fault}\n`).join(''),
      );
      const { end, pendingCount, blankedCount, anchorCount } = verdict;
      process.stdout.write(
        `${escapeControls(name)} (${ctx.organizationId}): ${faults.length === 0 ? 'whole' : 'BROKEN'}, ${end.sequence} entries sealed` +
          `, ${pendingCount} waiting, ${blankedCount} blanked, ${anchorCount} anchors. Last: ${end.sequence} ${end.hash}\n`,
      );
    }
    return exitCode;
  });
}
