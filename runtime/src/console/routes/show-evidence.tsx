/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listEntities } from '../../flow/read/list-entities.ts';
import { readEvidence } from '../../flow/read/read-evidence.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { EvidencePage } from '../pages/evidence-page.tsx';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';

/** Answers with what proves the lines of an invoice; throws `invoice.not_found`. */
export async function showEvidence(c: ConsoleContext, parts: Console, invoiceId: string): Promise<Response> {
  const ctx = viewerOf(c);
  const evidence = await readEvidence({ ctx, input: { invoiceId } });
  const entity = (await listEntities({ ctx })).find(({ id }) => id === evidence.document.entityId);
  const ui = uiOf(c, parts, `/invoices/${invoiceId}/evidence`);
  return answerPage(c, <EvidencePage ui={ui} evidence={evidence} zone={entity?.timeZone ?? 'UTC'} />);
}
