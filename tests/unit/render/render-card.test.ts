import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import { makeCard, makeJpCard } from './support/cards.ts';

const renderer = createRenderer();
afterAll(() => renderer.close());
const sizeOf = (svg: string) => /^<svg width="(\d+)" height="(\d+)"/.exec(svg)?.slice(1) ?? [];

describe('renderCardSvg', () => {
  it('is 640 pixels wide and holds paths only, so that it looks the same without our fonts', async () => {
    const svg = await renderer.renderCardSvg(makeCard());
    expect(sizeOf(svg)[0]).toBe('640');
    expect(svg).not.toMatch(/<text|<script|<foreignObject|font-family/i);
    const targets = [...svg.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(targets.filter((target) => !target.startsWith('data:image/svg+xml'))).toEqual([]);
  });

  it('gives the same picture for the same card', async () => {
    expect(await renderer.renderCardSvg(makeCard())).toBe(await renderer.renderCardSvg(makeCard()));
  });

  it('draws a hostile and endless name on one line, without growing', async () => {
    const hostile = makeCard({ customerName: `<script>alert(1)</script>${'W'.repeat(300)}\nsecond` });
    expect(sizeOf(await renderer.renderCardSvg(hostile))).toEqual(
      sizeOf(await renderer.renderCardSvg(makeCard())),
    );
  });

  it('draws a card with nothing on it', async () => {
    const empty = makeCard({ number: null, customerName: '', lines: [], displayStatus: 'draft' });
    expect(sizeOf(await renderer.renderCardSvg(empty))[0]).toBe('640');
  });
});

describe('renderCardPng', () => {
  it.each([
    ['English', makeCard()],
    ['Japanese', makeJpCard()],
  ])('is the %s card at twice its size', async (_language, card) => {
    const png = Buffer.from(await renderer.renderCardPng(card));
    const height = Number.parseInt(sizeOf(await renderer.renderCardSvg(card))[1] ?? '', 10);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1280);
    expect(png.readUInt32BE(20)).toBe(2 * height);
  });

  it('has the green of what was reached only when something was', async () => {
    const none = makeCard({
      displayStatus: 'draft',
      steps: makeCard().steps.map((step) => ({ ...step, at: null })),
      syncedToCrm: false,
      syncedToAccounting: false,
    });
    expect(await countPixels(makeCard(), [0x12, 0x80, 0x5c])).toBeGreaterThan(1_000);
    expect(await countPixels(none, [0x12, 0x80, 0x5c])).toBe(0);
  });
});

/** Pixels of exactly a colour. Rows are 8-bit RGBA; their filters are undone by PNG's section 9. */
async function countPixels(card: ReturnType<typeof makeCard>, [red, green, blue]: number[]): Promise<number> {
  const png = Buffer.from(await renderer.renderCardPng(card));
  const chunks: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      chunks.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const stride = png.readUInt32BE(16) * 4;
  const data = inflateSync(Buffer.concat(chunks));
  let previous = Buffer.alloc(stride);
  let count = 0;
  for (let start = 0; start < data.length; start += stride + 1) {
    const row = unfilter(data[start] ?? 0, data.subarray(start + 1, start + 1 + stride), previous);
    for (let x = 0; x < stride; x += 4) {
      if (row[x] === red && row[x + 1] === green && row[x + 2] === blue) count += 1;
    }
    previous = row;
  }
  return count;
}

function unfilter(kind: number, row: Buffer, above: Buffer): Buffer<ArrayBuffer> {
  const out = Buffer.alloc(row.length);
  for (let x = 0; x < row.length; x += 1) {
    const left = out[x - 4] ?? 0;
    const up = above[x] ?? 0;
    const corner = above[x - 4] ?? 0;
    const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind] ?? 0;
    out[x] = ((row[x] ?? 0) + predicted) & 0xff;
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}
