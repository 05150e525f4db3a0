import { afterAll, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import { computed, draftLine, draftText, japaneseDraftText } from '../invoice/sample-draft.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';
import { pdfPages } from './support/pdf-text.ts';

const template = await loadStandardTemplate();
const renderer = createRenderer();
afterAll(() => renderer.close());

/** Without blanks, which are the typesetter's business, and in one spelling of letters that have several. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\p{White_Space}|\p{Cf}/gu, '');

const printed = async (document: ReturnType<typeof computed>): Promise<string> =>
  plain(pdfPages(await renderer.renderPdf({ document, template })).join(''));

const occurrences = (text: string, part: string): number => text.split(plain(part)).length - 1;

const ORDER_101 = { reference: 'Order 101 (your order PO-77)', date: '2026-07-01' };
const ORDER_102 = { reference: 'Order 102', date: '2026-07-09' };

it('prints each order of a collective invoice as a heading with its date and its subtotal, and not again at its lines', async () => {
  const text = await printed(
    computed(
      draftText({
        lines: [
          draftLine({ section: ORDER_101, description: `${ORDER_101.reference}, shipped 2026-07-03` }),
          draftLine({ section: ORDER_101, description: ORDER_101.reference, unitPrice: '20.50' }),
          draftLine({ section: ORDER_102, quantity: '-1', isCredit: true, unitPrice: '30.25' }),
        ],
      }),
    ),
  );
  expect(occurrences(text, ORDER_101.reference)).toBe(1);
  expect(text).toContain('shipped2026-07-03');
  expect(text).toContain('Jul1,2026');
  expect(text).toContain('Subtotal€120.50');
  expect(text).toContain('Order102Jul9,2026');
  expect(text).toContain('Subtotal-€30.25');
});

it('prints them on a Japanese invoice too', async () => {
  const section = { reference: '夏の注文', date: '2026-07-01' };
  const text = await printed(
    computed(
      japaneseDraftText({
        lines: [
          draftLine({ section, unitPrice: '3000', description: `${section.reference}、2026-07-03出荷分` }),
          draftLine({ section, unitPrice: '1998' }),
        ],
      }),
    ),
  );
  expect(occurrences(text, section.reference)).toBe(1);
  expect(text).toContain('2026年7月1日');
  expect(text).toContain('小計¥4,998');
  expect(text).toContain(plain('2026-07-03出荷分'));
});

it('prints no heading on an invoice of one contract', async () => {
  const text = await printed(computed(draftText({ lines: [draftLine({ description: 'Seats' })] })));
  expect(occurrences(text, 'Subtotal')).toBe(1);
});
