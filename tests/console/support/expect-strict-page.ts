import { expect } from 'vitest';

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Fails unless an answer is a whole page under the strict policy, with nothing inline and nothing from elsewhere. */
export async function expectStrictPage(answer: Response): Promise<string> {
  const page = await answer.text();
  expect(answer.headers.get('content-security-policy')).toBe(POLICY);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(page).toMatch(/^<!DOCTYPE html><html lang="(en|ja)">/);
  expect(page).toMatch(/<\/html>$/);
  expect(page).toContain('<meta name="referrer" content="same-origin"/>');
  expect(page).not.toMatch(/<style[\s>]|="javascript:/i);
  for (const tag of page.match(/<[a-z][^>]*>/gi) ?? []) {
    expect(tag.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/\s(style|on[a-z]+)=/i);
  }
  expect(page.match(/<script\b[^>]*>/g)).toEqual([
    expect.stringMatching(/src="\/assets\/htmx\.[0-9a-f]{12}\.js"/),
    expect.stringMatching(/src="\/assets\/console\.[0-9a-f]{12}\.js"/),
  ]);
  expect(page).toMatch(/<\/script><\/head>/);
  expect(page).not.toMatch(/(src|href|action)="(https?:)?\/\//);
  expect(page.match(/<h1/g)).toHaveLength(1);
  expect(page.match(/<main/g)).toHaveLength(1);
  return page;
}
