import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import type { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { makeHostileInvoice, makeLine, makeLongInvoice, makeUsInvoice } from './support/invoices.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';
import { pdfAttachment, pdfDictionaries, pdfPages, pdfRuns, pdfText } from './support/pdf-text.ts';

const template = await loadStandardTemplate();
const renderer = createRenderer();
afterAll(() => renderer.close());
const render = (document: InvoiceDocument) => renderer.renderPdf({ document, template });

describe('renderPdf', () => {
  it('prints what an invoice must say, with amounts grouped and dates in words', async () => {
    const text = pdfText(await render(makeUsInvoice()));
    for (const part of [
      'Invoice number',
      'INV-2026-0042',
      'Nov 24, 2026',
      'Dec 24, 2026',
      'Lumen Software, Inc.',
      'San Francisco, CA 94104',
      'Northwind Traders LLC',
      'PO-55871',
      'Net 30 days',
      'Platform License (Annual)',
      'Onboarding & Setup',
      '$12,000.00',
      '$225.00',
      '12 mo',
      '-$300.00',
      'Discount: Launch partner',
      'Tax exempt (0%)',
      'Amount due',
      '$17,900.00',
      '121000248',
      'Page 1 of 1',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says which voided invoice it replaces, beside those that it settles', async () => {
    const precedingInvoices = [
      { number: 'INV-2026-0007', issueDate: '2026-03-01' },
      { number: 'INV-2026-0041', issueDate: '2026-11-20', isReplaced: true as const },
    ];
    const text = pdfText(await render(makeUsInvoice({ precedingInvoices })));
    expect(text).toMatch(/Replaces\s*Invoice INV-2026-0041 of Nov\s20, 2026/);
    expect(text).toMatch(/Preceding invoice\s*INV-2026-0007 \(Mar\s1, 2026\)/);
    const note = await render(makeUsInvoice({ type: 'credit_note', precedingInvoices }));
    expect(pdfText(note)).toMatch(/Replaces\s*Credit note INV-2026-0041 of Nov\s20, 2026/);
    expect(pdfText(await render(makeUsInvoice()))).not.toContain('Replaces');
  });

  it('is PDF/A-3a: tagged, in one language, with embedded fonts and a Unicode text for every glyph', async () => {
    const pdf = await render(makeUsInvoice());
    const source = Buffer.from(pdf).toString('latin1');
    const objects = pdfDictionaries(pdf);
    expect(source.startsWith('%PDF-1.7')).toBe(true);
    expect(source).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    expect(objects).toContain('/Marked true');
    expect(objects).toContain('/S /TH');
    expect(objects).toContain('/S /H1');
    expect(objects).toMatch(/\/Lang \(en/);
    const fonts = objects.match(/\/Subtype \/Type0/g)?.length;
    expect(fonts).toBe(2);
    expect(objects.match(/\/FontFile2 /g)).toHaveLength(2);
    expect(objects.match(/\/ToUnicode /g)).toHaveLength(2);
    expect(objects.match(/\/BaseFont \/[A-Z]{6}\+NotoSansJP-(Regular|Bold)/g)).toHaveLength(4);
  });

  it('carries the canonical document as an attachment of the document itself', async () => {
    const document = makeUsInvoice();
    const pdf = await render(document);
    expect(JSON.parse(pdfAttachment(pdf) ?? 'null')).toEqual(document);
    expect(pdfDictionaries(pdf)).toContain('/AFRelationship /Source');
    expect(pdfDictionaries(pdf)).toContain('(invoice.json)');
  });

  it('gives the same bytes for the same input, whatever was rendered before and in whatever process', async () => {
    const first = await render(makeUsInvoice());
    await render(makeLongInvoice());
    const again = await render(makeUsInvoice());
    const other = createRenderer();
    const elsewhere = await other.renderPdf({ document: makeUsInvoice(), template });
    await other.close();
    expect(Buffer.compare(first, again)).toBe(0);
    expect(Buffer.compare(first, elsewhere)).toBe(0);
  });

  it('is dated by the issue date and not by the clock', async () => {
    const pdf = await render(makeUsInvoice({ issueDate: '2031-02-03' }));
    expect(pdfDictionaries(pdf)).toContain('(D:20310203000000Z)');
  });

  it('runs over pages with the head of the table on each, every line once and whole, and the totals at the end', async () => {
    const pages = pdfPages(await render(makeLongInvoice()));
    expect(pages.length).toBeGreaterThanOrEqual(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      const names = page.match(/Managed service \d+\n/g) ?? [];
      const descriptions = page.match(/Operation, monitoring and monthly report of one environment\n/g) ?? [];
      expect(descriptions).toHaveLength(names.length);
      expect(page.split('Description\n')).toHaveLength(names.length > 0 ? 2 : 1);
    }
    const text = pages.join('');
    for (let line = 1; line <= 60; line += 1) {
      expect(text.split(`Managed service ${line}\n`)).toHaveLength(2);
    }
    expect(text.indexOf('Amount paid')).toBeGreaterThan(text.indexOf('Managed service 60\n'));
    expect(text).toContain('-$1,000.00');
  });

  it('wraps a name without spaces within its column, and adds nothing to its text', async () => {
    const pdf = await render(makeHostileInvoice('x'));
    expect(pdfText(pdf)).toContain('W'.repeat(200));
    const heights = pdfRuns(pdf).flatMap((run) => (run.text.startsWith('WWW') ? [run.height] : []));
    expect(new Set(heights).size).toBeGreaterThanOrEqual(5);
  });

  it('prints a name with an emoji without the emoji', async () => {
    const text = pdfText(
      await render(makeUsInvoice({ lines: [makeLine(1, { name: '🚀 Growth plan ❤️ 🇯🇵' })] })),
    );
    expect(text).toContain('Growth plan');
  });

  it('refuses a character that no font has, and names it, instead of printing a box', async () => {
    const rendered = render(makeUsInvoice({ notes: ['김'] }));
    await expect(rendered).rejects.toMatchObject({
      code: 'render.refused',
      detail: expect.stringContaining('김'),
    });
  });

  it('prints no number, no dates of issue and a mark across the page while it is a draft', async () => {
    const text = pdfText(
      await render(makeUsInvoice({ status: 'draft', number: null, issueDate: null, dueDate: null })),
    );
    expect(text).toContain('DRAFT');
    expect(text).not.toContain('Date of issue');
    expect(text).not.toContain('null');
  });

  it('marks a voided invoice across the page', async () => {
    expect(pdfText(await render(makeUsInvoice({ status: 'voided' })))).toContain('VOID');
  });

  it('refuses a currency that does not exist', async () => {
    await expect(render(makeUsInvoice({ currency: 'XXQ' }))).rejects.toMatchObject({
      code: 'render.refused',
    });
  });

  it('refuses a language that the template has no texts for', async () => {
    const english = { ...template, texts: { en: template.texts['en'] ?? {} } };
    const rendered = renderer.renderPdf({ document: makeUsInvoice({ locale: 'ja' }), template: english });
    await expect(rendered).rejects.toMatchObject({
      code: 'render.refused',
      detail: expect.stringContaining('"ja"'),
    });
  });
});
