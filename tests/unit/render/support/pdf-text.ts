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

/** Where on its page each run of glyphs stands, from the bottom in points as written. */
export function pdfRuns(pdf: Uint8Array): PdfRun[] {
  const objects = readObjects(pdf);
  return pagesOf(objects).flatMap((page) => pageRuns(page, objects));
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

type PdfRun = { height: string; text: string };
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

type CharacterMap = Map<number, string>;

function pageRuns(page: PdfObject, objects: Map<string, PdfObject>): PdfRun[] {
  const fonts = new Map<string, CharacterMap>();
  for (const [, name = '', number = ''] of page.dictionary.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.dictionary ?? '')?.[1] ?? '';
    fonts.set(name, readCharacterMap(objects.get(unicode)?.stream.toString('latin1') ?? ''));
  }
  const contents = /\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '';
  return contentRuns(objects.get(contents)?.stream.toString('latin1') ?? '', fonts);
}

function readCharacterMap(text: string): CharacterMap {
  const pairs = [...text.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/g)];
  return new Map(
    pairs.map(([, code = '', unicode = '']) => [
      Number.parseInt(code, 16),
      Buffer.from(unicode, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

function contentRuns(content: string, fonts: Map<string, CharacterMap>): PdfRun[] {
  let font: CharacterMap = new Map();
  let height = '';
  let text = '';
  const runs: PdfRun[] = [];
  const token =
    /\/(f\d+) [\d.]+ Tf|1 0 0 -1 [\d.]+ ([\d.]+) cm|\((?:[^\\()]|\\[\s\S])*\)|<[0-9A-F]+>|\bET\b/g;
  for (const [whole, fontName, placed] of content.matchAll(token)) {
    if (fontName !== undefined) font = fonts.get(fontName) ?? new Map();
    else if (placed !== undefined) height = placed;
    else if (whole === 'ET') {
      runs.push({ height, text });
      text = '';
    } else text += glyphText(readString(whole), font);
  }
  return runs;
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

function glyphText(codes: Buffer, font: CharacterMap): string {
  return Array.from(
    { length: codes.length / 2 },
    (_, index) => font.get(codes.readUInt16BE(index * 2)) ?? '',
  ).join('');
}
