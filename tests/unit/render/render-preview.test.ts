import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import { titlePreview } from '../../../runtime/src/adapters/render/title-preview.ts';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.ts';
import { makeHostileInvoice, makeLongInvoice, makeUsInvoice } from './support/invoices.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';

const template = await loadStandardTemplate();
const renderer = createRenderer();
afterAll(() => renderer.close());
const preview = (document: ReturnType<typeof makeUsInvoice>) =>
  renderer.renderPreviewSvg({ document, template });
/** Of the picture in points, in whole points. */
const heightOf = (svg: string) => Math.round(Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)?.[1]));

describe('renderPreviewSvg', () => {
  it('draws all pages below each other', async () => {
    const one = heightOf(await preview(makeUsInvoice()));
    expect(one).toBe(792);
    expect(heightOf(await preview(makeLongInvoice()))).toBeGreaterThanOrEqual(3 * one);
  });

  it('has a name that screen readers say', async () => {
    expect(await preview(makeUsInvoice())).toMatch(
      /^<svg role="img" [^>]*><title>Invoice INV-2026-0042<\/title>/,
    );
  });

  it('holds shapes only: no script, no link, nothing to fetch, no text that a page could run', async () => {
    for (const kind of ['typst', 'typstPage', 'html', 'image', 'closing', 'attribute', 'address'] as const) {
      const [title = '', shapes = ''] = (await preview(makeHostileInvoice(HOSTILE_TEXTS[kind]))).split(
        '</title>',
      );
      expect([kind, title]).toEqual([kind, expect.stringMatching(/^<svg [^<>]*><title>[^<>]*$/)]);
      expect(shapes).not.toMatch(/<script|<foreignObject|<image|<a |\son[a-z]+=|javascript:/i);
      const targets = [...shapes.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1] ?? '');
      expect(targets.length).toBeGreaterThan(100);
      expect(targets.filter((target) => !target.startsWith('#'))).toEqual([]);
    }
  });

  it('gives the same picture for the same input', async () => {
    expect(await preview(makeUsInvoice())).toBe(await preview(makeUsInvoice()));
  });

  it('shows a draft with its mark', async () => {
    const draft = await preview(makeUsInvoice({ number: null, status: 'draft' }));
    expect(draft).toContain('<title>Invoice</title>');
    expect(draft).not.toBe(await preview(makeUsInvoice({ number: 'Draft', status: 'draft' })));
  });
});

describe('titlePreview', () => {
  it('escapes the title', () => {
    expect(titlePreview('<svg a="b"><g/></svg>', '</title><script>$&')).toBe(
      '<svg role="img" a="b"><title>&lt;/title&gt;&lt;script&gt;$&amp;</title><g/></svg>',
    );
  });
});
