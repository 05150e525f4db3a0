import { describe, expect, it } from 'vitest';
import { checkTemplateSource } from '../../../runtime/src/adapters/render/check-template-source.ts';
import { loadStandardTemplate } from './support/load-standard-template.ts';

describe('checkTemplateSource', () => {
  it.each([
    '#import "@preview/cetz:0.3.1": canvas',
    '#include "other.typ"',
    '#eval("1 + 1")',
    '#std.text("x")',
    '#dictionary(sys).keys()',
    '#plugin(bytes(()))',
    '#read("/etc/passwd")',
    '#datetime.today().display()',
  ])('refuses what reaches beyond the inputs: %s', (source) => {
    expect(checkTemplateSource(source)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('may not use'),
    });
  });

  it('lets longer words pass', () => {
    expect(checkTemplateSource('Important: already included, evaluated and standard.').ok).toBe(true);
  });

  it('refuses a template of unreasonable length', () => {
    expect(checkTemplateSource('x'.repeat(256 * 1024)).ok).toBe(true);
    expect(checkTemplateSource('x'.repeat(256 * 1024 + 1)).ok).toBe(false);
  });

  it('accepts the template that comes with the hub', async () => {
    expect(checkTemplateSource((await loadStandardTemplate()).source).ok).toBe(true);
  });
});
