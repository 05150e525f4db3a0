import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import type { RawRecord } from '../../runtime/src/flow/ports.ts';
import { ENDLESS_TEXT, HOSTILE_KINDS, HOSTILE_TEXTS, type HostileKind } from '../support/hostile-texts.ts';
import { sampleBundle } from '../support/sample-records.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { elementsOf, type ReadElement, readStrictHtml } from './support/read-strict-html.ts';

let site: TestConsole;
let cookie: string;

beforeAll(async () => {
  site = await createConsole();
  for (const [index, kind] of HOSTILE_KINDS.entries()) {
    const dealId = String(100 + index);
    await site.loop.tell('deal', dealId, hostileBundle(dealId, kind));
  }
  await site.loop.hub.drain();
  expect(await site.loop.invoices()).toHaveLength(HOSTILE_KINDS.length);
  cookie = await site.enter(site.loop.organization.author);
});

afterAll(() => site.loop.hub.close());

/** A deal whose every free text is hostile, with a company and a contact of its own. */
function hostileBundle(dealId: string, kind: HostileKind): RawRecord[] {
  const text = HOSTILE_TEXTS[kind];
  const line = { id: `l-${dealId}`, sku: 'PLAT-Y', discountPercent: '15' };
  const [company, contact, deal] = sampleBundle({ id: dealId, lines: [line] });
  if (company === undefined || contact === undefined || deal === undefined) throw new Error('three records');
  const companyId = `c-${dealId}`;
  const contactId = `p-${dealId}`;
  return [
    withTexts(company, companyId, { name: text, address: text }),
    withTexts(contact, contactId, { firstname: text, lastname: '' }),
    {
      ...deal,
      payload: {
        ...(deal.payload as JsonObject),
        properties: { ...((deal.payload as JsonObject)['properties'] as JsonObject), dealname: text },
        line_items: [
          {
            id: line.id,
            properties: {
              hs_sku: 'PLAT-Y',
              name: text,
              quantity: '1',
              price: '12000.00',
              hs_discount_percentage: '15',
            },
          },
        ],
        companies: [companyId],
        contacts: [contactId],
      },
    },
  ];
}

function withTexts(record: RawRecord, id: string, texts: JsonObject): RawRecord {
  const payload = record.payload as JsonObject;
  const properties = { ...(payload['properties'] as JsonObject), ...texts };
  return { ...record, externalId: id, payload: { ...payload, id, properties } };
}

const FILES = /\.(pdf|svg|png|xml|json|js|css)(\?|$)|^\/(docs|openapi|enter|assets)|[?&]lang=/;

/** Of one kind of page as many as there are hostile deals, and some more. */
const PAGES_OF_A_KIND_MAX = HOSTILE_KINDS.length + 2;
const kindOf = (href: string): string =>
  href.replaceAll(/[a-z]{2,4}_[0-9a-f]{8,}/g, '*').replaceAll(/=[^&]*/g, '=');

/** Pages of every kind that links lead to, from the board on, each read by the strict grammar. */
async function readAllPages(language = 'en'): Promise<Map<string, ReadElement>> {
  const pages = new Map<string, ReadElement>();
  const waiting = ['/'];
  const counts = new Map<string, number>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path)) continue;
    const answer = await site.get(path, { cookie, headers: { 'accept-language': language } });
    expect([path, answer.status]).toEqual([path, 200]);
    const page = readStrictHtml(await answer.text());
    pages.set(path, page);
    for (const { name, attributes } of elementsOf(page)) {
      const href = attributes.get('href')?.split('#')[0] ?? '';
      if (name !== 'a' || !href.startsWith('/') || FILES.test(href) || waiting.includes(href)) continue;
      const count = counts.get(kindOf(href)) ?? 0;
      counts.set(kindOf(href), count + 1);
      if (count < PAGES_OF_A_KIND_MAX && !pages.has(href)) waiting.push(href);
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

/** A text as a page shows it: without marks that turn the direction, and isolates left aside. */
const shownForm = (text: string): string =>
  text.normalize('NFC').replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd\p{M}]/gu, '');

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
  );
});

/** Forms that end the session of whoever fills them in, or take somebody's access away. */
const ENDS =
  /\/(leave|sign-out-everywhere|deactivate|password|reset-second-factor|delete|revoke|rotate|secrets|access|roles)$/;

type Form = { action: string; fields: [name: string, value: string][]; typed: string[] };

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
      if (control.name === 'textarea' || (control.name === 'input' && ['text', 'search'].includes(type)))
        typed.push(name);
      else if (control.name === 'select')
        fields.push([name, control.children.at(-1)?.attributes.get('value') ?? '']);
      else if (control.name === 'input' || control.name === 'button')
        fields.push([name, control.attributes.get('value') ?? '']);
    }
    return [{ action, fields, typed }];
  });
}

describe('a form of the console', () => {
  test('takes hostile texts as text or refuses them, whichever field they are typed into, and never breaks', async () => {
    const forms = new Map<string, Form>();
    for (const page of (await readAllPages()).values()) {
      for (const form of formsOf(page)) {
        const kind = kindOf(form.action);
        if (form.typed.length > 0 && !ENDS.test(form.action)) forms.set(kind, form);
      }
    }
    expect(forms.size).toBeGreaterThan(12);
    for (const [kind, form] of forms) {
      for (const text of [...Object.values(HOSTILE_TEXTS), ENDLESS_TEXT, 'a\u0000b', '']) {
        const sent = new FormData();
        for (const [name, value] of form.fields) sent.append(name, value);
        for (const name of form.typed) sent.append(name, text);
        const answer = await site.send(form.action, sent, { cookie });
        expect([kind, text.slice(0, 20), answer.status < 500]).toEqual([kind, text.slice(0, 20), true]);
        if (text.includes('\u0000')) expect([kind, answer.status]).toEqual([kind, 400]);
        const page = await answer.text();
        if (page === '') continue;
        expect([kind, ...findForeign(readStrictHtml(page))]).toEqual([kind]);
      }
    }
    await site.loop.hub.drain();
    for (const [path, page] of await readAllPages()) expect([path, ...findForeign(page)]).toEqual([path]);
  });
});
