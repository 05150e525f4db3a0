/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { getLineage } from '../../flow/read/get-lineage.ts';
import { listEntities } from '../../flow/read/list-entities.ts';
import { answerPage } from '../answer-page.ts';
import { answerPart, isPartAsked } from '../answer-part.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { LineagePage } from '../pages/lineage-page.tsx';
import { LineagePanel } from '../parts/lineage-panel.tsx';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';

/** Answers with the way back of a value: for the panel where htmx asks, else as a page. */
export async function showLineage(c: ConsoleContext, parts: Console, invoiceId: string): Promise<Response> {
  const ctx = viewerOf(c);
  const view = await getLineage({ ctx, input: { invoiceId, path: c.req.query('path') ?? '' } });
  const entity = (await listEntities({ ctx })).find(({ id }) => id === view.document.entityId);
  const props = {
    ui: uiOf(c, parts, `/invoices/${invoiceId}`),
    view,
    zone: entity?.timeZone ?? 'UTC',
    via: c.req.query('via'),
  };
  return isPartAsked(c)
    ? answerPart(c, <LineagePanel {...props} />)
    : answerPage(c, <LineagePage {...props} />);
}
