import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SIZES } from './open-browser.ts';

/** A folder for a picture of every page that is looked at, for those who want to see them. */
const picturesFolder = process.env['BROWSER_PICTURES'];

const SCRIPTS_MAX_BYTES = 100_000;
const SERIOUS = ['serious', 'critical'];

type AxeResult = { violations: { id: string; impact: string; nodes: { target: string[] }[] }[] };

/**
 * Looks at an open page at both sizes, light and dark, and returns every defect as a sentence; leaves it as it was
 * opened. In the dark only contrast can differ, so only that is looked for again.
 */
export async function inspectPage(page: Page): Promise<string[]> {
  const defects: string[] = [];
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await findBarriers(page, colorScheme === 'light' ? undefined : ['color-contrast']);
      defects.push(...found.map((barrier) => `${size}, ${colorScheme}: ${barrier}`));
      await takePicture(page, `${size}-${colorScheme}`);
    }
    defects.push(...(await findOverflow(page)).map((overflow) => `${size}: ${overflow}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(SIZES.desk);
  const bytes = await page.evaluate<number>(
    `performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType === 'script')
      .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)`,
  );
  if (bytes === 0 || bytes > SCRIPTS_MAX_BYTES) defects.push(`scripts of ${bytes} bytes`);
  const path = new URL(page.url()).pathname;
  return defects.map((defect) => `${path}: ${defect}`);
}

async function takePicture(page: Page, state: string): Promise<void> {
  if (picturesFolder === undefined) return;
  const language = await page.locator('html').getAttribute('lang');
  const name = new URL(page.url()).pathname.slice(1).replaceAll('/', '-').slice(0, 40) || 'board';
  await page.screenshot({ path: join(picturesFolder, `${name}-${language}-${state}.png`), fullPage: true });
}

async function findBarriers(page: Page, rules: string[] | undefined): Promise<string[]> {
  const options = {
    resultTypes: ['violations'],
    preload: false,
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
  };
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => SERIOUS.includes(impact))
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

/** A page scrolls down and never sideways. */
async function findOverflow(page: Page): Promise<string[]> {
  const [content = 0, view = 0] = await page.evaluate<number[]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  return content > view ? [`scrolls sideways, ${content} px in ${view} px`] : [];
}
