import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENDLESS_TEXT, HOSTILE_KINDS, HOSTILE_TEXTS, UNSTORABLE_TEXTS } from '../support/hostile-texts.ts';
import type { TestConsole } from './support/create-console.ts';
import { createHostileSite, HOSTILE_DEALS } from './support/hostile-site.ts';
import { elementsOf, type ReadElement, readStrictHtml } from './support/read-strict-html.ts';

let site: TestConsole;
let cookie: string;

beforeAll(async () => {
  site = await createHostileSite();
  expect(await site.loop.invoices()).toHaveLength(HOSTILE_DEALS + 2);
  cookie = await site.enter(site.loop.organization.author);
});

afterAll(() => site.loop.hub.close());

const FILES = /\.(pdf|svg|png|xml|json|js|css)(\?|$)|^\/(docs|openapi|enter|assets)|[?&]lang=/;

/** Of the page of an invoice as many as there are hostile deals and some more; of other kinds a few. */
const pagesMax = (kind: string): number => (kind === '/invoices/*' ? HOSTILE_DEALS + 3 : 6);
const kindOf = (href: string): string =>
  href.replaceAll(/[a-z]{2,4}_[0-9a-f]{8,}/g, '*').replaceAll(/=[^&]*/g, '=');

/** Paths of all pages that were read. */
const visited = new Set<string>();

/** Where forms led to, which no link may lead to. */
const landings = new Set<string>();

/** Pages of every kind that links lead to, from the board on, each read by the strict grammar. */
async function readAllPages(language = 'en'): Promise<Map<string, ReadElement>> {
  const pages = new Map<string, ReadElement>();
  const waiting = ['/', ...landings];
  const counts = new Map<string, number>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path)) continue;
    const answer = await site.get(path, { cookie, headers: { 'accept-language': language } });
    expect([path, answer.status]).toEqual([path, 200]);
    const page = readStrictHtml(await answer.text());
    visited.add(path.split('?')[0] ?? '');
    pages.set(path, page);
    for (const { name, attributes } of elementsOf(page)) {
      const href = attributes.get('href')?.split('#')[0] ?? '';
      if (name !== 'a' || !href.startsWith('/') || FILES.test(href) || waiting.includes(href)) continue;
      const count = counts.get(kindOf(href)) ?? 0;
      counts.set(kindOf(href), count + 1);
      if (count < pagesMax(kindOf(href)) && !pages.has(href)) waiting.push(href);
    }
  }
  return pages;
}

const ADDRESSES = ['href', 'src', 'action', 'formaction', 'hx-get', 'hx-post'];

/** What of a page did not come from our own templates. */
function findForeign(page: ReadElement): string[] {
  return elementsOf(page).flatMap(({ name, attributes }) => [
    ...(name.startsWith('hostile') ? [`<${name}>`] : []),
    ...[...attributes].flatMap(([attribute, value]) => {
      const isOurs =
        !/^(on|hostile|style$|srcdoc$)/.test(attribute) &&
        (!ADDRESSES.includes(attribute) || /^($|[/#?]|https:\/\/|mailto:|data:,$)/.test(value));
      return isOurs ? [] : [`<${name} ${attribute}="${value}">`];
    }),
  ]);
}

const textOf = (page: ReadElement): string =>
  elementsOf(page)
    .map(({ text, attributes }) => [text, ...attributes.values()].join('\n'))
    .join('\n');

/** A text as a page shows it: in the width that mappings give it, without marks that turn the direction, isolates aside. */
const shownForm = (text: string): string =>
  text.normalize('NFKC').replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd\p{M}]/gu, '');

/** Each walk reads hundreds of pages. */
const WALKS_TIMEOUT_MS = 240_000;

describe('hostile names', () => {
  test.each(['en', 'ja'])(
    'are text on every page in %s: no element, attribute or address comes from them',
    async (language) => {
      const pages = await readAllPages(language);
      expect(pages.size).toBeGreaterThan(40);
      for (const [path, page] of pages) expect([path, ...findForeign(page)]).toEqual([path]);
      const shown = [...pages.values()].map(textOf).map(shownForm).join('\n');
      for (const kind of HOSTILE_KINDS)
        expect([kind, shown.includes(shownForm(HOSTILE_TEXTS[kind]).slice(0, 40))]).toEqual([kind, true]);
    },
    WALKS_TIMEOUT_MS,
  );
});

/** Forms that end the session of whoever fills them in, or take somebody's access away. */
const ENDS =
  /\/(leave|sign-out-everywhere|deactivate|password|reset-second-factor|delete|revoke|rotate|secrets|access|roles)$/;

type Form = { action: string; fields: [name: string, value: string][]; typed: string[] };

/** What a field must hold for its form to be taken, so that what is made of it has the texts of the others. */
const OWN_FORM: Readonly<Record<string, string>> = {
  url: 'https://flows.example.com/hook',
  amount: '1.00',
  currency: 'USD',
  receivedOn: '2026-11-20',
  email: 'new@people.example',
  limit: '5',
  state: 'settled',
};

function formsOf(page: ReadElement): Form[] {
  return elementsOf(page).flatMap((form) => {
    const action = form.attributes.get('action');
    if (form.name !== 'form' || form.attributes.get('method') !== 'post' || action === undefined) return [];
    const fields: Form['fields'] = [];
    const typed: string[] = [];
    for (const control of elementsOf(form)) {
      const name = control.attributes.get('name');
      const type = control.attributes.get('type') ?? 'text';
      if (name === undefined) continue;
      // Nobody puts themselves into a group.
      if (type === 'checkbox' && control.attributes.get('value') === site.loop.organization.author.actor.id)
        continue;
      const own = OWN_FORM[name];
      if (own !== undefined) fields.push([name, own]);
      else if (control.name === 'textarea' || (control.name === 'input' && ['text', 'search'].includes(type)))
        typed.push(name);
      else if (control.name === 'select')
        fields.push([name, control.children.at(-1)?.attributes.get('value') ?? '']);
      else if (control.name === 'input' || control.name === 'button')
        fields.push([name, control.attributes.get('value') ?? '']);
    }
    return [{ action, fields, typed }];
  });
}

const REFUSED = [...Object.values(UNSTORABLE_TEXTS), ENDLESS_TEXT, ''];

/** As many of the texts as keep the test short; the next form goes on with the next ones. */
const TEXTS_OF_A_FORM = 5;
let nextText = 0;
function someTexts(): string[] {
  const kinds = Array.from(
    { length: TEXTS_OF_A_FORM },
    (_, index) => HOSTILE_KINDS[(nextText + index) % HOSTILE_KINDS.length],
  );
  nextText += TEXTS_OF_A_FORM;
  // One that is short enough for every field, so that each form makes something.
  return [
    HOSTILE_TEXTS.arabic,
    ...kinds.flatMap((kind) => (kind === undefined ? [] : [HOSTILE_TEXTS[kind]])),
  ];
}

async function typeInto(kind: string, form: Form): Promise<void> {
  for (const text of [...someTexts(), ...REFUSED]) {
    const sent = new FormData();
    for (const [name, value] of form.fields) sent.append(name, value);
    for (const name of form.typed) sent.append(name, text);
    const answer = await site.send(form.action, sent, { cookie });
    expect([kind, text.slice(0, 20), answer.status < 500]).toEqual([kind, text.slice(0, 20), true]);
    // Half of a pair does not come out of the encoder of a form.
    if (text.includes('\u0000')) expect([kind, answer.status]).toEqual([kind, 400]);
    const landing = answer.headers.get('location')?.split('?')[0];
    if (landing?.startsWith('/')) landings.add(landing);
    const page = await answer.text();
    if (page === '') continue;
    expect([kind, ...findForeign(readStrictHtml(page))]).toEqual([kind]);
  }
}

describe('a form of the console', () => {
  test(
    'takes hostile texts as text or refuses them, whichever field they are typed into, and never breaks',
    async () => {
      const done = new Set<string>();
      // What the first forms made has forms of its own.
      for (const _round of ['first', 'second']) {
        for (const page of (await readAllPages()).values()) {
          for (const form of formsOf(page)) {
            const kind = kindOf(form.action);
            if (form.typed.length === 0 || ENDS.test(form.action) || done.has(kind)) continue;
            done.add(kind);
            await typeInto(kind, form);
          }
        }
        await site.loop.hub.drain();
      }
      expect(done.size).toBeGreaterThan(20);
      for (const [path, page] of await readAllPages('ja'))
        expect([path, ...findForeign(page)]).toEqual([path]);
    },
    WALKS_TIMEOUT_MS,
  );
});

/** What the walk does not read, and why that is no gap. */
const NOT_READ = [
  // Files, and what is no page.
  /^\/assets\//,
  /\.(pdf|svg|png)$/,
  /^\/audit\/export$/,
  /^\/dead-letters$/,
  // It says that a sample is being made, and nothing else.
  /^\/set-up\/invoice\/sample\//,
  // Before anybody is signed in there is nothing that somebody else wrote; tests/console/sign-in.test.ts reads them.
  /^\/(enter|sign-in|join|first-run)\b/,
];

test('no page of the console is left out', async () => {
  const found = (pattern: RegExp): string => [...visited].find((path) => pattern.test(path)) ?? '';
  // Asked for by scripts, or linked to only where there is more than here.
  for (const path of [
    `${found(/^\/mappings\/[a-z]+_[^/]*$/)}/backfills`,
    '/board/draft',
    `${found(/^\/set-up\/entities\/[a-z]+_[^/]*$/)}/number-hint?pattern=${encodeURIComponent(HOSTILE_TEXTS.html)}`,
    `/set-up/registration-hint?taxRegistration=${encodeURIComponent(HOSTILE_TEXTS.html)}`,
  ]) {
    const answer = await site.get(path, { cookie });
    expect([path, answer.status]).toEqual([path, 200]);
    expect([path, ...findForeign(readStrictHtml(await answer.text()))]).toEqual([path]);
    visited.add(path.split('?')[0] ?? '');
  }
  const invoice = found(/^\/invoices\/inv_[^/]*$/);
  for (const rules of [...visited].filter((path) => /^\/rules\/[a-z]+_[^/]*$/.test(path))) {
    const answer = await site.get(`${rules}${invoice}`, { cookie });
    // Rules of another legal entity have nothing to explain about it.
    if (answer.status === 200) visited.add(`${rules}${invoice}`);
    expect([rules, ...findForeign(readStrictHtml(await answer.text()))]).toEqual([rules]);
  }
  const patterns = site.patterns.map((pattern) => {
    const part = pattern.replaceAll(/:\w+(\{[^}]*\})?/g, '[^/]+');
    return { pattern, matches: new RegExp(`^${part}$`) };
  });
  const read = new Set(
    [...visited].map((path) => patterns.find(({ matches }) => matches.test(path))?.pattern),
  );
  const left = site.patterns.filter(
    (pattern) => !read.has(pattern) && !NOT_READ.some((known) => known.test(pattern)),
  );
  expect(left).toEqual([]);
});
