import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { mirrorDocument } from '../../../runtime/src/core/invoice/mirror-document.ts';
import type { TemplateSource } from '../../../runtime/src/flow/ports.ts';
import { computed, draftText, japaneseDraftText } from '../invoice/sample-draft.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';
import { pdfPages } from './support/pdf-text.ts';

const standard = await loadStandardTemplate();
const renderer = createRenderer({ loadReadyTexts: async () => standard.texts });
afterAll(() => renderer.close());

/** A source that knows invoices only, as one from before there were credit notes. */
const OLD_SOURCE = `#let input = json(bytes(sys.inputs.data))
#let texts = input.texts
= #texts.title
#texts.fields.number #input.document.number

#texts.fields.own
#if input.document.terms.text != "" [#texts.fields.terms #input.document.terms.text]

#for note in input.document.notes [#note

]`;

/** The template of an older organization: no words but those of an invoice, and a field of its own. */
const old = (source: string): TemplateSource => ({
  ...standard,
  source,
  texts: Object.fromEntries(
    Object.entries(standard.texts).map(([locale, texts]) => {
      const { creditNote: _credit, deposit: _deposit, final: _final, ...invoice } = texts;
      return [locale, { ...invoice, fields: { ...(invoice['fields'] as object), own: 'House field' } }];
    }),
  ),
});

const creditNote = (invoice: InvoiceDocument): InvoiceDocument => ({
  ...mirrorDocument(invoice),
  type: 'credit_note',
  number: 'CN-2026-0007',
  issueDate: '2026-12-01',
  dueDate: null,
  precedingInvoices: [{ number: 'INV-2026-0042', issueDate: '2026-11-01' }],
  notes: ['One seat was never used.'],
});

const printed = async (document: InvoiceDocument, template: TemplateSource): Promise<string> =>
  (await pdfPages(await renderer.renderPdf({ document, template }))).join('\n').replaceAll('\u00a0', ' ');

describe('a template from before there were credit notes', () => {
  it('prints one by the words of the ready template, with the credited invoice as a note and nothing to pay', async () => {
    const text = await printed(creditNote(computed(draftText())), old(OLD_SOURCE));
    for (const said of [
      'Credit note',
      'Credit note number CN-2026-0007',
      'Credit for invoice: INV-2026-0042',
      'One seat',
    ])
      expect(text).toContain(said);
    expect(text).toContain('House field');
    expect(text).not.toMatch(/Payment terms/);
  });

  it('prints one in Japanese too', async () => {
    const text = await printed(creditNote(computed(japaneseDraftText())), old(OLD_SOURCE));
    for (const said of ['返還請求書', '元の請求書:INV-2026-0042'])
      expect(text.replaceAll(/\s/g, '')).toContain(said);
  });

  it('whose source knows credit notes names the credited invoice once, where the source has its place', async () => {
    const text = await printed(creditNote(computed(draftText())), old(standard.source));
    expect(text).toContain('Credit note number');
    expect(text.match(/INV-2026-0042/g)).toHaveLength(1);
  });

  it('prints an invoice in its own words alone', async () => {
    const text = await printed({ ...computed(draftText()), number: 'INV-2026-0001' }, old(OLD_SOURCE));
    expect(text).toContain('Invoice number INV-2026-0001');
    expect(text).not.toContain('Credit');
  });
});

it('a template with words of its own keeps them', async () => {
  const own = { title: 'Refund slip', fields: { number: 'Slip', own: 'House field' } };
  const template = old(OLD_SOURCE);
  template.texts = { ...template.texts, en: { ...template.texts['en'], creditNote: own } };
  expect(await printed(creditNote(computed(draftText())), template)).not.toContain('Credit note');
});

it('in a language that the hub has no words in a credit note is refused, with what to add and where to find it', async () => {
  const bare = createRenderer({ loadReadyTexts: async () => ({}) });
  const drawn = bare.renderPdf({ document: creditNote(computed(draftText())), template: old(OLD_SOURCE) });
  await expect(drawn).rejects.toMatchObject({
    code: 'render.refused',
    detail: expect.stringMatching(/"creditNote".*mappings\/templates\/standard-invoice/),
  });
  await bare.close();
});
