import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

const WAIT_MAX_MS = 15_000;

/** The sizes that the console is looked at in. */
export const SIZES = {
  desk: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

/** A window of somebody's own, with its own cookies. */
export type Window = {
  page: Page;
  /** What the browser complained about so far: errors, refusals of the content security policy, failed loads. */
  complaints: string[];
  close(): Promise<void>;
};

/** A running Chromium. */
export type TestBrowser = {
  open(options?: BrowserContextOptions): Promise<Window>;
  close(): Promise<void>;
};

/** Tells the console of the browser what the policy kept out; by itself Chromium is silent about some of it. */
const WATCH_POLICY = `addEventListener('securitypolicyviolation', (event) =>
  console.error('policy: ' + event.violatedDirective + ' kept out ' + (event.blockedURI || 'something inline')));`;

/** Starts a Chromium that nobody sees. */
export async function openBrowser(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: inject('chromium') });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return {
    open: async (options = {}) => {
      const context = await browser.newContext({
        viewport: SIZES.desk,
        locale: 'en-US',
        // A colour on its way from one scheme to the other is neither of both.
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(WAIT_MAX_MS);
      await context.addInitScript(WATCH_POLICY);
      await context.addInitScript(axe);
      const page = await context.newPage();
      return { page, complaints: watch(page), close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

function watch(page: Page): string[] {
  const complaints: string[] = [];
  const note = (text: string): void => {
    complaints.push(`${new URL(page.url()).pathname}: ${text}`);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(message.text());
  });
  page.on('pageerror', (error) => note(error.message));
  return complaints;
}
