import { afterAll, describe, expect, it } from 'vitest';
import { createRenderer } from '../../../runtime/src/adapters/render/create-renderer.ts';
import { makeUsInvoice } from './support/invoices.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';

const template = await loadStandardTemplate();
const ENDLESS = '#for i in range(1000000) { for j in range(1000000) { let x = i + j } }';
const renderer = createRenderer({ timeoutMs: 4_000 });
afterAll(() => renderer.close());
const document = makeUsInvoice();

describe('a template that goes wrong', () => {
  it('is killed at the deadline, and what waited behind it is rendered', async () => {
    const endless = renderer.renderPdf({ document, template: { ...template, source: ENDLESS } });
    const waiting = renderer.renderPdf({ document, template });
    await expect(endless).rejects.toMatchObject({ code: 'render.timeout' });
    expect((await waiting).length).toBeGreaterThan(10_000);
  });

  it('fails with what the compiler said, and the next render works', async () => {
    const broken = renderer.renderPdf({ document, template: { ...template, source: '#unknown-name' } });
    await expect(broken).rejects.toMatchObject({
      code: 'render.refused',
      detail: expect.stringContaining('unknown variable: unknown-name'),
    });
    expect((await renderer.renderPdf({ document, template })).length).toBeGreaterThan(10_000);
  });

  it.each(['/etc/hostname', '../../../etc/hostname', 'file:///etc/hostname'])(
    'finds no file at %s',
    async (path) => {
      const source = `#image("${path}", format: "svg")`;
      await expect(renderer.renderPdf({ document, template: { ...template, source } })).rejects.toMatchObject(
        {
          code: 'render.refused',
        },
      );
    },
  );

  it('is refused after the renderer was closed', async () => {
    const closed = createRenderer();
    await closed.close();
    await expect(closed.renderPdf({ document, template })).rejects.toMatchObject({ code: 'render.failed' });
  });
});
