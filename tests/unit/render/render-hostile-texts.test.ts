import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import { printableText } from '../../../runtime/src/adapters/render/printable-text.ts';
import { InvoiceDocument } from '../../../runtime/src/core/invoice/document.ts';
import { fillFreeTexts } from '../../support/fill-free-texts.ts';
import { cutTo, HOSTILE_KINDS, HOSTILE_TEXTS, WITHOUT_GLYPH } from '../../support/hostile-texts.ts';
import { makeJpInvoice, makeUsInvoice } from './support/invoices.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';
import { type PdfRun, pdfPageSize, pdfRuns } from './support/pdf-text.ts';

const template = await loadStandardTemplate();
const renderer = createRenderer();
afterAll(() => renderer.close());
const render = (document: InvoiceDocument) => renderer.renderPdf({ document, template });

type Filled = { document: InvoiceDocument; places: Map<string, string> };

/** Writes into every place of a document; each text has a mark of its own before it, by which it is found again. */
function filled(document: InvoiceDocument, textOf: (place: number) => string): Filled {
  const places = new Map<string, string>();
  const texts = fillFreeTexts(InvoiceDocument, document, (pointer, maxChars) => {
    const at = places.size;
    const mark = `q${String.fromCharCode(65 + (at % 26))}${Math.floor(at / 26)}`;
    const written = cutTo(`${mark}${textOf(at)}`, maxChars);
    places.set(`${pointer} ${mark}`, written);
    return written;
  });
  return { document: texts, places };
}

/** A text as it is compared: blanks are the typesetter's business, and isolates say only where a text stands. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\p{White_Space}|\p{Cf}/gu, '');

const PIECE = /[\p{Script=Hebrew}\p{Script=Arabic}]+|[^\p{Script=Hebrew}\p{Script=Arabic}]+/gu;

/** What a page must hold of a text; letters from right to left stand in the order of the glyphs, line by line. */
const piecesOf = (text: string): string[] =>
  printableText(text)
    .split(/\p{Script=Arabic}/u.test(text) ? /\s/ : '\0')
    .flatMap((part) => plain(part).match(PIECE) ?? []);

const turned = (piece: string): string => [...piece].reverse().join('');

/** Below is the foot of each page, and left, right and at the seal are parts that go on over pages side by side. */
const FOOT_POINTS = 68;
const MIDDLE_POINTS = 306;
const SEAL_POINTS = 480;

function placesOn(pdf: Uint8Array, places: Map<string, string>): string[] {
  const runs = pdfRuns(pdf).filter(({ height }) => height > FOOT_POINTS);
  const columns = [
    runs,
    runs.filter(({ left }) => left < MIDDLE_POINTS),
    runs.filter(({ left }) => left >= MIDDLE_POINTS && left < SEAL_POINTS),
  ];
  const texts = columns.map((column) => plain(column.map(({ text }) => text).join('')));
  const isRead = (piece: string) =>
    texts.some((text) => text.includes(piece) || text.includes(turned(piece)));
  return [...places].flatMap(([place, text]) => (piecesOf(text).every(isRead) ? [place] : []));
}

/** Every amount above the foot, in order. */
const amountsOn = (pdf: Uint8Array): string[] =>
  pdfRuns(pdf).flatMap(({ text, height }) =>
    height > FOOT_POINTS && /^-?[$¥][\d,.]+$/.test(text) ? [text] : [],
  );

/** What lies beside the paper, or over something else. */
function findDisorder(pdf: Uint8Array): string[] {
  const [width, height] = pdfPageSize(pdf);
  const runs = pdfRuns(pdf).filter(({ text }) => text.trim() !== '');
  const beside = runs.filter(
    (run) => run.left < 0 || run.right > width - 30 || run.height < 20 || run.height > height,
  );
  const over: string[] = [];
  for (const [index, run] of runs.entries()) {
    for (let next = index + 1; next < runs.length; next += 1) {
      const other = runs[next];
      if (other !== undefined && isOver(run, other)) over.push(`"${run.text}" over "${other.text}"`);
    }
  }
  return [...beside.map(({ text }) => `beside the page: ${text}`), ...over];
}

/** Half a size is what a small letter takes; accents may meet the line above. */
function isOver(one: PdfRun, other: PdfRun): boolean {
  return (
    one.page === other.page &&
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5 &&
    Math.abs(one.height - other.height) < Math.max(one.size, other.size) * 0.5
  );
}

/** With every text as long as it may be. */
const PAGES_MAX = 7;

type Expected = { printed: string[]; amounts: string[] };

/** What a document prints with harmless texts. */
async function harmlessly(document: InvoiceDocument): Promise<Expected> {
  const { document: harmless, places } = filled(document, () => 'Plain');
  const pdf = await render(harmless);
  const expected = { printed: placesOn(pdf, places), amounts: amountsOn(pdf) };
  expect(expected.printed.length).toBeGreaterThan(20);
  expect(expected.amounts.length).toBeGreaterThan(10);
  return expected;
}

/** Expects a document to print each text where harmless ones are, and the same amounts, on a bounded number of pages. */
async function expectSound(name: string, { document, places }: Filled, { printed, amounts }: Expected) {
  const pdf = await render(document);
  const found = new Set(placesOn(pdf, places));
  const missing = printed.filter((place) => !found.has(place));
  expect([name, ...missing, ...findDisorder(pdf)]).toEqual([name]);
  expect([name, amountsOn(pdf)]).toEqual([name, amounts]);
  expect([name, (pdfRuns(pdf).at(-1)?.page ?? 0) <= PAGES_MAX]).toEqual([name, true]);
}

describe('an invoice whose every free text is hostile', () => {
  it.each([
    ['English', makeUsInvoice()],
    ['Japanese', makeJpInvoice()],
  ])(
    'prints each as the text that it is, over nothing else, with every amount, in %s',
    async (_language, document) => {
      const expected = await harmlessly(document);
      for (const kind of HOSTILE_KINDS)
        await expectSound(
          kind,
          filled(document, () => HOSTILE_TEXTS[kind]),
          expected,
        );
    },
  );

  it.each([
    ['a credit note', makeUsInvoice({ type: 'credit_note' })],
    ['a deposit invoice', makeJpInvoice({ type: 'deposit' })],
    ['a final invoice', makeJpInvoice({ type: 'final' })],
  ])('does so as %s, too', async (name, document) => {
    const expected = await harmlessly(document);
    for (const turn of [0, 11, 22]) {
      const textOf = (place: number) =>
        HOSTILE_TEXTS[HOSTILE_KINDS[(place + turn) % HOSTILE_KINDS.length] ?? 'html'];
      await expectSound(`${name}, turn ${turn}`, filled(document, textOf), expected);
    }
  });
});

describe('what cannot be printed', () => {
  it.each(Object.entries(WITHOUT_GLYPH))(
    'is refused with its place where no font has it: %s',
    async (_name, text) => {
      const { buyer } = makeJpInvoice();
      const document = makeJpInvoice({
        buyer: { ...buyer, name: `Acme ${text}` },
        notes: ['a', `b ${text}`],
      });
      await expect(render(document)).rejects.toMatchObject({
        code: 'render.refused',
        errors: [{ pointer: '/buyer/name' }, { pointer: '/notes/1' }],
      });
    },
  );

  it.each(['  ', '🚀 🇯🇵', '\u200b\u2060\u{e0041}', '\u202e\u0007'])(
    'is refused with its place as a name: %j',
    async (name) => {
      const { buyer, lines } = makeUsInvoice();
      const document = makeUsInvoice({
        buyer: { ...buyer, name },
        lines: lines.map((line) => ({ ...line, name })),
      });
      await expect(render(document)).rejects.toMatchObject({
        code: 'render.refused',
        errors: ['/buyer/name', '/lines/0/name', '/lines/1/name', '/lines/2/name'].map((pointer) => ({
          pointer,
        })),
      });
    },
  );
});

/** One that somebody else wrote, who thought of nothing but names from left to right. */
const CARELESS = `
#let invoice = json(bytes(sys.inputs.data)).document
#set document(title: "x")
#set text(font: "Noto Sans JP", lang: "en")
#invoice.seller.name · #invoice.number · #invoice.totals.payable
`;

describe('a name from right to left', () => {
  it.each([
    ['the standard template', template.source],
    ['a careless one', CARELESS],
  ])('leaves the numbers behind it as they are in %s', async (_template, source) => {
    for (const name of [HOSTILE_TEXTS.arabic, HOSTILE_TEXTS.rightToLeft]) {
      const { seller } = makeJpInvoice();
      const document = makeJpInvoice({ seller: { ...seller, name } });
      const pdf = await renderer.renderPdf({ document, template: { ...template, source } });
      const line = pdfRuns(pdf)
        .filter(({ height }) => height < FOOT_POINTS || source === CARELESS)
        .toSorted((one, other) => one.left - other.left)
        .map(({ text }) => text.replaceAll(/[ ·¥,]/g, ''))
        .join('');
      expect(line).toContain('2026-11-01081468312');
    }
  });
});
