import { z } from 'zod';
import { addDays } from '../../../core/civil-date.ts';
import { DateText } from '../../../core/invoice/document.ts';
import { exportAudit } from '../../../flow/audit/export-audit.ts';
import { toExportAnswer } from '../../../http/to-export-answer.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { viewerOf } from '../../viewer-of.ts';

const Asked = z.object({ first: DateText, last: DateText, format: z.enum(['ndjson', 'csv']) });

/** Answers with the trail of a period as a file; both days are in it. What cannot be read leads back to the page. */
export async function exportAuditFile(c: ConsoleContext): Promise<Response> {
  const asked = Asked.safeParse(c.req.query());
  if (!asked.success) return c.redirect('/audit', 303);
  const { first, last, format } = asked.data;
  const from = new Date(`${first}T00:00:00Z`);
  const to = new Date(`${addDays(last, 1)}T00:00:00Z`);
  return toExportAnswer(await exportAudit({ ctx: viewerOf(c), input: { from, to } }), format);
}
