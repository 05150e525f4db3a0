import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AppError } from '../../core/app-error.ts';
import type { AuditAnchor } from '../../core/audit/anchor.ts';
import { createExportCheck } from '../../core/audit/check-export.ts';
import { ExportLine } from '../../core/audit/export-line.ts';
import { anchorFindingText, breakText } from './verdict-text.ts';

/** Checks an exported trail by itself; 0 when it is whole, 1 with what is wrong on stderr. */
export async function verifyExport(path: string, anchors: readonly AuditAnchor[]): Promise<number> {
  const check = createExportCheck(anchors);
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
    number += 1;
    check.next(parseLine(text, number, path));
  }
  const verdict = check.verdict();
  if (verdict === undefined) {
    throw new AppError('request.invalid', { detail: `${path} is no export of an audit trail.` });
  }
  const faults = verdict.brokenAt === undefined ? [] : [breakText(verdict.brokenAt)];
  faults.push(...verdict.anchorFindings.map(anchorFindingText));
  if (!verdict.isComplete && verdict.brokenAt === undefined) {
    faults.push(`after entry ${verdict.end.sequence}: the file ends before its end, or its end does not fit`);
  }
  process.stderr.write(faults.map((fault) => `${path}: ${fault}\n`).join(''));
  const keys = [...new Set(verdict.anchors.map(({ publicKey }) => publicKey))];
  process.stdout.write(
    `${path} (${verdict.organizationId}): ${faults.length === 0 ? 'whole' : 'BROKEN'}, entries ` +
      `${verdict.after.sequence + 1} to ${verdict.end.sequence}, ${verdict.anchors.length} anchors` +
      `${keys.length === 0 ? '' : ` signed with ${keys.join(', ')}`}. Last: ${verdict.end.sequence} ${verdict.end.hash}\n`,
  );
  return faults.length === 0 ? 0 : 1;
}

function parseLine(text: string, number: number, path: string): ExportLine {
  try {
    return ExportLine.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('request.invalid', { cause, detail: `Line ${number} of ${path} cannot be read.` });
  }
}
