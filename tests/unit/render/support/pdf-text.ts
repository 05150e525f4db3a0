import { inflateSync } from 'node:zlib';

/** Text of every page of a PDF that Typst wrote, one line for each run of glyphs. */
export function pdfPages(pdf: Uint8Array): string[] {
  const objects = readObjects(pdf);
  return [...objects.values()]
    .filter((object) => /\/Type \/Page\b/.test(object.dictionary))
    .map((page) => pageText(page, objects));
}

/** Text of all pages, runs joined by nothing: for names that wrap. Zero-width spaces are taken out. */
export function pdfText(pdf: Uint8Array): string {
  return pdfPages(pdf)
    .join('')
    .replaceAll(/[\n\u200b]/g, '');
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

type CharacterMap = Map<number, string>;

function pageText(page: PdfObject, objects: Map<string, PdfObject>): string {
  const fonts = new Map<string, CharacterMap>();
  for (const [, name = '', number = ''] of page.dictionary.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number)?.dictionary ?? '')?.[1] ?? '';
    fonts.set(name, readCharacterMap(objects.get(unicode)?.stream.toString('latin1') ?? ''));
  }
  const contents = /\/Contents (\d+) 0 R/.exec(page.dictionary)?.[1] ?? '';
  return contentText(objects.get(contents)?.stream.toString('latin1') ?? '', fonts);
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

function contentText(content: string, fonts: Map<string, CharacterMap>): string {
  let font: CharacterMap = new Map();
  let text = '';
  const token = /\/(f\d+) [\d.]+ Tf|\((?:[^\\()]|\\[\s\S])*\)|\bET\b/g;
  for (const [whole, fontName] of content.matchAll(token)) {
    if (fontName !== undefined) font = fonts.get(fontName) ?? new Map();
    else if (whole === 'ET') text += '\n';
    else text += glyphText(unescapeString(whole.slice(1, -1)), font);
  }
  return text;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescapeString(text: string): Buffer {
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
