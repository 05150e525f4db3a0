import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyExport } from '../../runtime/src/commands/audit/verify-export.ts';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { replaceNumberSeries } from '../../runtime/src/flow/setup/replace-number-series.ts';
import { CustomerPage } from '../../runtime/src/http/schemas/data.ts';
import { InvoicePageSchema } from '../../runtime/src/http/schemas/invoice.ts';
import { hostileDeal, keptName } from '../support/hostile-deals.ts';
import { ENDLESS_TEXT, HOSTILE_KINDS, HOSTILE_TEXTS, UNSTORABLE_TEXTS } from '../support/hostile-texts.ts';
import { readXml, textsAt } from '../support/read-xml.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { readAs } from './support/read-as.ts';

/** A number as an admin may have it printed. */
const PATTERN = `"; filename="x.html"; é=請*'(%0d%0a)<b>-{seq:3}`;

let loop: HttpLoop;
let key: string;
let folder: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  key = (await loop.key()).key;
  folder = await mkdtemp(join(tmpdir(), 'seikyu-hostile-'));
  const { author: ctx, usEntityId: entityId } = loop.organization;
  await replaceNumberSeries({ ctx, input: { entityId, pattern: PATTERN } });
  for (const kind of HOSTILE_KINDS) await loop.tell('deal', kind, hostileDeal(kind));
  await loop.hub.drain();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await loop.hub.close();
});

const invoices = async () =>
  (await readAs(loop.call(key, '/v1/invoices?limit=100'), InvoicePageSchema)).items;

/** RFC 9110, section 5.5: a value that is one line of visible characters. */
function expectPlainHeaders({ headers }: Response): void {
  for (const [name, value] of headers) expect([name, value]).toEqual([name, value.replaceAll(/[^ -~]/g, '')]);
}

describe('an answer of the API', () => {
  test('has the hostile name of every customer as its mapping keeps it, in NFKC, and plain headers', async () => {
    const answer = await loop.call(key, '/v1/invoices?limit=100');
    expectPlainHeaders(answer);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const names = (await invoices()).map(({ customerName }) => customerName);
    expect(names.toSorted()).toEqual(HOSTILE_KINDS.map(keptName).toSorted());
  });

  test('with a file has one plain name, and the number as it is beside it', async () => {
    for (const { id, number, customerName } of await invoices()) {
      for (const file of ['document.pdf', 'document.json', 'card.png', 'card.svg']) {
        const answer = await loop.call(key, `/v1/invoices/${id}/${file}`);
        expect([file, customerName, answer.status]).toEqual([file, customerName, 200]);
        expectPlainHeaders(answer);
        const disposition = answer.headers.get('content-disposition') ?? '';
        const [, plain = '', exact = ''] =
          /^inline; filename="([A-Za-z0-9._-]+)"; filename\*=UTF-8''([A-Za-z0-9%._!~-]+)$/.exec(
            disposition,
          ) ?? [];
        expect(plain).not.toBe('');
        expect(decodeURIComponent(exact)).toContain(number);
      }
    }
  });

  test('with a search for a hostile text finds it or refuses the question, and never breaks', async () => {
    for (const text of [...Object.values(HOSTILE_TEXTS), ENDLESS_TEXT]) {
      const answer = await loop.call(key, `/v1/customers?query=${encodeURIComponent(text)}`);
      expect([200, 400]).toContain(answer.status);
      expectPlainHeaders(answer);
      if (answer.status === 200) await readAs(Promise.resolve(answer), CustomerPage);
      else expect(await answer.json()).toMatchObject({ code: 'request.invalid' });
    }
  });

  test('that refuses a hostile text is one problem document, whatever it quotes', async () => {
    for (const text of [...Object.values(HOSTILE_TEXTS), ...Object.values(UNSTORABLE_TEXTS), ENDLESS_TEXT]) {
      for (const json of [
        { [text]: text },
        { invoiceNumber: text, amount: '1.00', currency: 'USD', receivedOn: '2026-11-20', externalId: text },
        { invoiceId: text, amount: text, currency: text, receivedOn: text, externalId: text },
      ]) {
        const answer = await loop.call(key, '/v1/payments', { json, idempotencyKey: 'hostile' });
        expect([400, 404, 409, 422]).toContain(answer.status);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expectPlainHeaders(answer);
        const problem = (await answer.json()) as JsonObject;
        expect(problem['type']).toMatch(/\/docs\/errors\/[a-z._]+$/);
        expect(Object.keys(problem).toSorted()).toEqual([
          'code',
          'detail',
          'errors',
          'instance',
          'status',
          'title',
          'type',
        ]);
      }
    }
  });

  test('says nothing of a hostile path that is no path of the API', async () => {
    for (const text of Object.values(HOSTILE_TEXTS)) {
      const answer = await loop.call(key, `/v1/invoices/${encodeURIComponent(text)}`);
      expect([400, 404]).toContain(answer.status);
      expectPlainHeaders(answer);
    }
  });
});

test('a number with characters that nobody sees is refused where its pattern is set', async () => {
  const { author: ctx, usEntityId: entityId } = loop.organization;
  for (const mark of ['\r\n', '\u0000', '\u001b[31m', '\u0085', '\u202e', '\u200b', '\u2028', '\ufeff']) {
    const input = { entityId, pattern: `INV${mark}-{seq:4}` };
    await expect(replaceNumberSeries({ ctx, input })).rejects.toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/pattern', code: 'entity.number_pattern_unreadable' }],
    });
  }
});

describe('an electronic invoice', () => {
  test('of every hostile customer has the name to the letter, but for what XML forbids', async () => {
    for (const { id, customerName } of await invoices()) {
      const answer = await loop.call(key, `/v1/invoices/${id}/document.xml`);
      expectPlainHeaders(answer);
      const xml = await answer.text();
      expect([customerName, answer.status]).toEqual([customerName, 200]);
      const legal = (customerName ?? '')
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
      const path = 'cac:AccountingCustomerParty/cac:Party/cac:PartyName/cbc:Name';
      expect(textsAt(readXml(xml), path)).toEqual([legal]);
    }
  });
});

describe('an export of the audit trail', () => {
  const PERIOD = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';
  const exported = async (format: string): Promise<string> => {
    const auditor = (await loop.key({ permissions: ['read', 'audit'] })).key;
    const answer = await loop.call(auditor, `/v1/audit/export?${PERIOD}&format=${format}`);
    expectPlainHeaders(answer);
    return answer.text();
  };

  test('is one JSON value per line for every reader, also for those that end one at a separator, and is whole', async () => {
    const text = await exported('ndjson');
    expect(text).toContain('\\u2028');
    const lines = text.trimEnd().split(/\p{Cc}|[\u2028\u2029]/u);
    const types = lines.map((line) => (JSON.parse(line) as JsonObject)['type']);
    expect([types[0], types.at(-1)]).toEqual(['seikyu.audit.export', 'end']);
    const path = join(folder, 'export.ndjson');
    await writeFile(path, text);
    expect(await verifyExport(path, [])).toBe(0);
    // Separators as they are, which an export of before has.
    await writeFile(path, text.replaceAll('\\u2028', '\u2028').replaceAll('\\u2029', '\u2029'));
    expect(await verifyExport(path, [])).toBe(0);
  });

  test('has a row of fifteen cells per entry as CSV, and no cell that a spreadsheet runs', async () => {
    const text = await exported('csv');
    const cells = [...text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
    expect(cells.map(([whole]) => whole).join('')).toBe(text.slice(1));
    const rows: number[] = [0];
    for (const [, quoted, bare, end] of cells) {
      expect(quoted ?? bare).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      rows.push((rows.pop() ?? 0) + 1);
      if (end === '\r\n') rows.push(0);
    }
    expect(new Set(rows.slice(0, -1))).toEqual(new Set([15]));
  });
});
