import { inflateSync } from 'node:zlib';

/** Text of every page of a PDF that Typst wrote, one line for each run of glyphs. */
export function pdfPages(pdf: Uint8Array): string[] {
  const objects = readObjects(pdf);
  return pagesOf(objects).map((page) =>
    pageRuns(page, objects)
      .map((run) => `${run.text}\n`)
      .join(''),
  );
}

/** Text of all pages, runs joined by nothing: for names that wrap. */
export function pdfText(pdf: Uint8Array): string {
  return pdfPages(pdf).join('').replaceAll('\n', '');
}

/** Where each run of glyphs stands, page after page; a rotated one is not among them. */
export function pdfRuns(pdf: Uint8Array): PdfRun[] {
  const objects = readObjects(pdf);
  return pagesOf(objects).flatMap((page, index) =>
    pageRuns(page, objects).flatMap((run) => (run.isTurned ? [] : [{ ...run, page: index + 1 }])),
  );
}

/** Width and height of the first page in points. */
export function pdfPageSize(pdf: Uint8Array): [width: number, height: number] {
  const [, width = '', height = ''] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdfDictionaries(pdf)) ?? [];
  return [Number(width), Number(height)];
}

/** The first attachment, as text. */
export function pdfAttachment(pdf: Uint8Array): string | undefined {
  const file = [...readObjects(pdf).values()].find((object) => object.dictionary.includes('/EmbeddedFile'));
  return file?.stream.toString('utf8');
}

/** The dictionaries of all objects, for looking up markers. */
export function pdfDictionaries(pdf: Uint8Array): string {
  return [...readObjects(pdf).values()].map((object) => object.dictionary.replaceAll(/\s+/g, ' ')).join('\n');
}

/** A run on one line of a page: its ends and its base line in points from the left and from the bottom. */
export type PdfRun = {
  page: number;
  left: number;
  right: number;
  height: number;
  size: number;
  isTurned: boolean;
  text: string;
};
type PdfObject = { dictionary: string; stream: Buffer };

function readObjects(pdf: Uint8Array): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const text = Buffer.from(pdf).toString('latin1');
  for (const [, number = '', body = ''] of text.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [dictionary = '', data = ''] = body.split(/\nstream\n/, 2);
    const bytes = Buffer.from(data.replace(/\nendstream$/, ''), 'latin1');
    const stream = dictionary.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
    objects.set(number, { dictionary, stream });
  }
  return objects;
}

function pagesOf(objects: Map<string, PdfObject>): PdfObject[] {
  return [...objects.values()].filter((object) => /\/Type \/Page\b/.test(object.dictionary));
}

type Font = { characters: Map<number, string>; widths: Map<number, number> };
const NO_FONT: Font = { characters: new Map(), widths: new Map() };

function pageRuns(page: PdfObject, objects: Map<string, PdfObject>): PdfRun[] {
  const fonts = new Map<string, Font>();
  for (const [, name = '', number = ''] of page.dictionary.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
    const font = objects.get(number)?.dictionary ?? '';
    const follow = (entry: RegExp) => objects.get(entry.exec(font)?.[1] ?? '');
    fonts.set(name, {
      characters: readCharacters(follow(/\/ToUnicode (\d+) 0 R/)?.stream.toString('latin1') ?? ''),
      widths: readWidths(follow(/\/DescendantFonts \[(\d+) 0 R\]/)?.dictionary ?? ''),
    });
  }
  const contents = /\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '';
  return contentRuns(objects.get(contents)?.stream.toString('latin1') ?? '', fonts);
}

function readCharacters(text: string): Font['characters'] {
  const pairs = [...text.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/g)];
  return new Map(pairs.map(([, code = '', unicode = '']) => [Number.parseInt(code, 16), utf16(unicode)]));
}

/** `/W [first last width …]`, the form of it that Typst writes, in thousandths of the size. */
function readWidths(dictionary: string): Font['widths'] {
  const list = /\/W \[([\d\s.-]*)\]/.exec(dictionary)?.[1] ?? '';
  const widths = new Map<number, number>();
  for (const [, first, last, width] of list.matchAll(/([\d.]+)\s+([\d.]+)\s+([\d.-]+)\s*/g)) {
    for (let code = Number(first); code <= Number(last); code += 1) widths.set(code, Number(width));
  }
  return widths;
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** A text in parentheses, which may hold others in pairs (ISO 32000-1, 7.3.4.2), here five deep, or one in hex. */
const LITERAL = Array.from({ length: 5 }).reduce(
  (inner: string) => String.raw`\((?:[^\\()]|\\[\s\S]|${inner})*\)`,
  String.raw`\((?:[^\\()]|\\[\s\S])*\)`,
);
const STRING = `${LITERAL}|<[0-9A-F]+>`;

const TOKEN = new RegExp(
  [
    String.raw`/(?<font>f\d+) (?<size>[\d.]+) Tf`,
    String.raw`1 0 0 -1 (?<left>[\d.-]+) (?<height>[\d.-]+) cm`,
    String.raw`[\d.-]+ [\d.-]+ [\d.-]+ [\d.-]+ [\d.-]+ [\d.-]+ (?<turned>cm)`,
    String.raw`1 0 0 -1 (?<along>[\d.-]+) [\d.-]+ Tm`,
    `/ActualText (?<actual>${STRING})`,
    String.raw`(?<text>\[(?:${STRING}|[\s\d.-])*\] TJ|(?:${STRING}) Tj)`,
    String.raw`(?<end>\b(?:EMC|ET)\b)`,
  ].join('|'),
  'g',
);
const PIECE = new RegExp(`${STRING}|-?[\\d.]+`, 'g');

function contentRuns(content: string, fonts: Map<string, Font>): PdfRun[] {
  let font = NO_FONT;
  let actual: string | undefined;
  let run: PdfRun = { page: 1, left: 0, right: 0, height: 0, size: 0, isTurned: false, text: '' };
  let left = 0;
  let at = 0;
  const runs: PdfRun[] = [];
  for (const { groups = {} } of content.matchAll(TOKEN)) {
    if (groups['font'] !== undefined) {
      font = fonts.get(groups['font']) ?? NO_FONT;
      run.size = Number(groups['size']);
    } else if (groups['height'] !== undefined) {
      left = Number(groups['left']);
      run = { ...run, left, right: left, height: Number(groups['height']), isTurned: false };
    } else if (groups['turned'] !== undefined) run.isTurned = true;
    else if (groups['along'] !== undefined) at = left + Number(groups['along']);
    else if (groups['actual'] !== undefined) actual = readActual(groups['actual']);
    else if (groups['text'] !== undefined) {
      for (const [piece] of groups['text'].matchAll(PIECE)) {
        if (/^[-\d.]/.test(piece)) at -= (Number(piece) / 1000) * run.size;
        else {
          const codes = codesOf(piece);
          if (actual === undefined) run.text += codes.map((code) => font.characters.get(code) ?? '').join('');
          at += (codes.reduce((sum, code) => sum + (font.widths.get(code) ?? 0), 0) / 1000) * run.size;
        }
      }
      run.right = Math.max(run.right, at);
    } else if (groups['end'] === 'EMC') {
      run.text += actual ?? '';
      actual = undefined;
    } else {
      // The font draws a no-break space and a space alike, and so they read alike.
      runs.push({ ...run, text: run.text.replaceAll('\u00a0', ' ') });
      run = { ...run, left, right: left, text: '' };
    }
  }
  return runs;
}

/** What a reader copies in place of the glyphs: UTF-16 with its mark, as text or in hex. */
function readActual(token: string): string {
  if (token.startsWith('<')) return utf16(token.slice(5, -1));
  const bytes = readString(token);
  return bytes[0] === 0xfe ? utf16(bytes.subarray(2).toString('hex')) : bytes.toString('latin1');
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function readString(token: string): Buffer {
  const text = token.slice(1, -1);
  if (token.startsWith('<')) return Buffer.from(text, 'hex');
  const plain = text.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_whole, escaped: string) =>
    /^[0-7]/.test(escaped) ? String.fromCharCode(Number.parseInt(escaped, 8)) : (ESCAPES[escaped] ?? escaped),
  );
  return Buffer.from(plain, 'latin1');
}

function codesOf(token: string): number[] {
  const bytes = readString(token);
  return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
}
