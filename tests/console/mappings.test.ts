import { afterAll, beforeAll, expect, test } from 'vitest';
import { switchSegregation } from '../../runtime/src/flow/segregation/switch-segregation.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { formOf } from './support/form-of.ts';

let site: TestConsole;
let author: string;
let reviewer: string;

beforeAll(async () => {
  site = await createConsole();
  author = await site.enter(site.loop.organization.author);
  reviewer = await site.enter(site.loop.organization.approver);
  await site.invoiceOf({ id: '501', lines: [{ id: 'l501', sku: 'API-P' }] });
});
afterAll(() => site.loop.hub.close());

const plain = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const page = async (path: string, cookie = author, language = 'en'): Promise<string> => {
  const answer = await site.get(path, { cookie, headers: { 'accept-language': language } });
  expect([path, answer.status]).toEqual([path, 200]);
  const text = await expectStrictPage(answer);
  // A script may say so itself.
  expect(plain(text.replaceAll(/<(pre|textarea).*?<\/\1>/gs, '')), path).not.toMatch(
    /undefined|\[object|NaN/,
  );
  return text;
};
const livePath = async (): Promise<string> => {
  const list = await page('/mappings');
  const path = /href="(\/mappings\/map_[0-9a-z]+)">HubSpot · Deals/.exec(list)?.[1];
  if (path === undefined) throw new Error('the mapping of deals is in the list');
  return path;
};
/** Opens a draft of the live mapping of deals and returns its page. */
const draft = async (reason = 'The CRM changed.'): Promise<string> => {
  const answer = await site.post(`${await livePath()}/draft`, { 'reason-draft': reason }, { cookie: author });
  expect(answer.status).toBe(303);
  return (answer.headers.get('location') ?? '').replace(/\/edit$/, '');
};
const act = (path: string, form: Record<string, string> = {}, cookie = author) =>
  site.post(path, form, { cookie });
/** Saves the editor's form with other values in it; returns the answer. */
const save = async (path: string, changed: Record<string, string>, cookie = author): Promise<Response> => {
  const form = formOf(await page(`${path}/edit`, cookie), 'editor');
  for (const [name, value] of Object.entries({ ...changed, do: changed['do'] ?? 'save' }))
    form.set(name, value);
  return site.send(`${path}/edit`, form, { cookie });
};
const keyOf = (editor: string, to: string): string =>
  new RegExp(`name="(r[0-9]+)\\.to" value="${to}"`).exec(editor)?.[1] ?? '';

test('the list shows what is live since when, and whose turn it is with each change', async () => {
  expect(plain(await page('/mappings'))).toMatch(/HubSpot · Deals Becomes our deal Version 1 Since .* None/);
  const path = await draft();
  expect(plain(await page('/mappings'))).toMatch(/Draft Version 2 You are working on it/);
  expect(plain(await page('/mappings', reviewer))).toMatch(/Draft Version 2 Aiko is working on it/);
  expect(plain(await page('/mappings', reviewer, 'ja'))).toMatch(/Aikoさんが編集中です/);
  expect((await act(`${path}/discard`)).headers.get('location')).toBe(`${path}?done=discarded`);
});

test('the editor gives back every row of every mapping as it was: saving it unchanged changes nothing', async () => {
  const list = await page('/mappings');
  for (const [, live = ''] of list.matchAll(/href="(\/mappings\/map_[0-9a-z]+)"/g)) {
    const opened = await act(`${live}/draft`, { 'reason-draft': 'Read through.' });
    const path = (opened.headers.get('location') ?? '').replace(/\/edit$/, '');
    expect((await save(path, {})).status).toBe(303);
    expect(plain(await page(path))).toContain('Nothing differs from the live version.');
    await act(`${path}/discard`);
  }
});

test('a change goes from its author over somebody else to live, and back', async () => {
  const before = await livePath();
  const path = await draft();
  const key = keyOf(await page(`${path}/edit`), 'title');
  expect((await save(path, { [`${key}.fallback`]: 'Untitled' })).status).toBe(303);
  expect(plain(await page(path))).toMatch(/Changed properties.dealname → becomes title/);
  expect((await act(`${path}/submit`)).headers.get('location')).toBe(`${path}?done=submitted`);

  expect(plain(await page(path))).toContain('You wrote in it. Somebody else reviews and publishes it.');
  const own = await act(`${path}/review`, { decision: 'approve', comment: '' });
  expect([own.status, await own.text()]).toEqual([403, expect.stringContaining('mapping.review_refused')]);
  expect(plain(await page(path, reviewer))).toContain('Waits for your review');

  const bare = await act(`${path}/review`, { decision: 'return', comment: '' }, reviewer);
  expect(bare.status).toBe(403);
  await act(`${path}/review`, { decision: 'return', comment: 'Say it in Japanese.' }, reviewer);
  expect(plain(await page(path))).toContain('Ken said: Say it in Japanese.');
  await act(`${path}/submit`);
  const approved = await act(`${path}/review`, { decision: 'approve', comment: 'Fine.' }, reviewer);
  expect(approved.headers.get('location')).toBe(`${path}?done=approved`);

  const waiting = await page(path);
  expect(plain(waiting)).toContain('Waits for somebody else to publish it');
  expect(waiting).not.toContain(`action="${path}/publish"`);
  expect(plain(await page('/mappings'))).toContain('Waits for somebody else to publish it');
  expect(plain(await page('/mappings', author, 'ja'))).toContain('別の担当者による公開を待っています');
  const mine = await act(`${path}/publish`);
  expect([mine.status, await mine.text()]).toEqual([403, expect.stringContaining('mapping.review_refused')]);
  expect(await livePath()).toBe(before);
  expect(await page(path, reviewer)).toContain(`action="${path}/publish"`);
  await act(`${path}/publish`, {}, reviewer);
  expect(await livePath()).toBe(path);

  const silent = await act(`${before}/roll-back`, { 'reason-rollBack': ' ' });
  expect(silent.status).toBe(400);
  await act(`${before}/roll-back`, { 'reason-rollBack': 'It was better before.' });
  expect(await livePath()).toBe(before);
});

test('whoever wrote in a change is not asked to review or publish it, unless that rule is switched off', async () => {
  const path = await draft();
  const key = keyOf(await page(`${path}/edit`), 'title');
  await save(path, { [`${key}.fallback`]: 'Ken says so' }, reviewer);
  await act(`${path}/submit`);
  expect(await page(path, reviewer)).not.toContain(`action="${path}/review"`);
  expect(plain(await page('/mappings', reviewer))).not.toContain('Waits for your review');
  const switchTo = (isOn: boolean) =>
    switchSegregation({
      ctx: site.loop.organization.author,
      input: { rule: 'own_mapping', isOn, reason: 'One of us.' },
    });
  await switchTo(false);
  expect(plain(await page('/mappings', reviewer))).toContain('Waits for your review');
  await act(`${path}/review`, { decision: 'approve', comment: '' }, reviewer);
  for (const cookie of [author, reviewer]) {
    expect(await page(path, cookie)).toContain(`action="${path}/publish"`);
  }
  await switchTo(true);
  for (const cookie of [author, reviewer]) {
    expect(await page(path, cookie)).not.toContain(`action="${path}/publish"`);
  }
  await act(`${path}/withdraw`);
  await act(`${path}/discard`);
});

test('a save on top of another one is refused, and what was typed is still there', async () => {
  const path = await draft();
  const editor = await page(`${path}/edit`);
  const key = keyOf(editor, 'title');
  const mine = formOf(editor, 'editor');
  expect((await save(path, { [`${key}.fallback`]: 'Theirs' }, reviewer)).status).toBe(303);
  mine.set(`${key}.fallback`, 'Mine');
  mine.set('do', 'save');
  const answer = await site.send(`${path}/edit`, mine, { cookie: author });
  expect(answer.status).toBe(409);
  const shown = await expectStrictPage(answer);
  expect(shown).toContain('mapping.revision_conflict');
  expect(shown).toContain(`name="${key}.fallback" value="Mine"`);
  await act(`${path}/discard`);
});

test('rows are added, moved, and removed without storing anything, and a row that cannot be read says so', async () => {
  const path = await draft();
  const edit = async (form: FormData, asked: string): Promise<string> => {
    form.set('do', asked);
    const answer = await site.send(`${path}/edit`, form, { cookie: author });
    expect(answer.status).toBe(200);
    return expectStrictPage(answer);
  };
  const targets = (editor: string) =>
    [...editor.matchAll(/name="r[0-9]+\.to" value="([^"]*)"/g)].map((m) => m[1]);
  const editor = await page(`${path}/edit`);
  const [first, second] = targets(editor);
  const moved = await edit(formOf(editor, 'editor'), `down:${keyOf(editor, first ?? '')}`);
  expect(targets(moved).slice(0, 2)).toEqual([second, first]);
  const added = await edit(formOf(moved, 'editor'), 'add');
  expect(targets(added).at(-1)).toBe('');
  const removed = await edit(formOf(added, 'editor'), `remove:${keyOf(added, second ?? '')}`);
  expect(targets(removed)).not.toContain(second);
  const chosen = formOf(removed, 'editor');
  const key = keyOf(removed, first ?? '');
  chosen.set(`${key}.add`, 'upper');
  expect(await edit(chosen, '')).toContain('Upper case');

  const wrong = formOf(editor, 'editor');
  wrong.set(`${key}.value`, 'properties..dealname');
  const preview = await site.send(`${path}/preview`, wrong, { cookie: author });
  const told = await preview.text();
  expect(preview.status).toBe(200);
  expect(told).toContain('1 problem: the record would be refused.');
  expect(told).toMatch(/id="made-r2"[^>]*>.*USD/s);
  expect(targets(await page(`${path}/edit`))).toEqual(targets(editor));
  await act(`${path}/discard`);
});

test('a record is kept as a fixture with one click, is told where it is not met, and its new result is taken over', async () => {
  const path = await draft();
  expect((await save(path, { do: 'keep' })).headers.get('location')).toContain('done=kept');
  expect(plain(await page(path))).toContain('Met');
  const key = keyOf(await page(`${path}/edit`), 'title');
  await save(path, { [`${key}.add`]: 'upper' });
  const unmet = await page(path);
  expect(plain(unmet)).toContain('It does not make of a fixture what it must.');
  expect((await act(`${path}/submit`)).status).toBe(422);
  const name = /name="name" value="([^"]+)"/.exec(unmet)?.[1] ?? '';
  await act(`${path}/fixtures/take`, { name });
  expect(plain(await page(path))).not.toContain('Not met');
  await act(`${path}/fixtures/remove`, { name });
  expect(plain(await page(path))).toContain('No fixtures yet.');
  await act(`${path}/discard`);
});

test('a dry run shows in money what a change would do, and a backfill asks for one first', async () => {
  const live = await livePath();
  expect(plain(await page(live))).toContain('Try this version on stored records first.');
  const path = await draft();
  const key = keyOf(await page(`${path}/edit`), 'lines\\[\\*\\]\\.quantity');
  await save(path, { [`${key}.value`]: 'line_items[*].properties.price' });
  await page(`${path}/dry-runs`);
  expect((await act(`${path}/dry-runs`, { limit: 'many' })).status).toBe(422);
  const begun = await act(`${path}/dry-runs`, { limit: '100' });
  const run = begun.headers.get('location') ?? '';
  expect(plain(await page(run))).toContain('Under way');
  await site.loop.hub.drain();
  for (const language of ['en', 'ja']) await page(run, author, language);
  const found = plain(await page(run));
  expect(found.slice(found.indexOf('Dry run What'))).toMatch(/Done .* Changed 1 /);
  expect(found).toContain('Invoices that would be others 1');
  expect(plain(await page(path, reviewer))).toContain('Dry run Done');
  await act(`${path}/discard`);
});

test('a backfill of the live version follows its dry run, and tells what it left as invoiced', async () => {
  const path = await draft('Titles are shouted.');
  const key = keyOf(await page(`${path}/edit`), 'title');
  await save(path, { [`${key}.add`]: 'upper' });
  await act(`${path}/submit`);
  await act(`${path}/review`, { decision: 'approve', comment: '' }, reviewer);
  await act(`${path}/publish`, {}, reviewer);
  const early = await act(`${path}/backfills`, { limit: '100' });
  expect(early.status).toBe(409);
  await act(`${path}/dry-runs`, { limit: '100' });
  await site.loop.hub.drain();
  expect(await page(path)).toContain(`href="${path}/backfills"`);
  for (const language of ['en', 'ja']) await page(`${path}/backfills`, author, language);
  const begun = await act(`${path}/backfills`, { limit: '100' });
  const run = begun.headers.get('location') ?? '';
  expect((await act(`${run}/stop`)).status).toBe(303);
  await site.loop.hub.drain();
  expect(plain(await page(run))).toContain('Stopped Go on');
  await act(`${run}/resume`);
  await site.loop.hub.drain();
  const found = plain(await page(run));
  expect(found).toContain('Done 1 of 1 records');
  expect(found).toContain('Invoiced, left as it is');
});

test('who may only read sees every page of it, and no button; a stranger sees nothing', async () => {
  const viewer = await site.enter(await site.person('Vera', ['viewer']));
  const path = await draft();
  for (const language of ['en', 'ja']) await page(path, viewer, language);
  expect(plain(await page(path, viewer))).toContain('Your role may not change mappings.');
  for (const place of ['submit', 'publish', 'discard', 'draft']) {
    expect((await act(`${path}/${place}`, { 'reason-draft': 'x' }, viewer)).status).toBe(403);
  }
  expect((await site.get(`${path}/edit`, { cookie: viewer })).status).toBe(403);
  expect((await site.get(path)).status).toBe(401);
  const foreign = await site.post(
    `${path}/submit`,
    {},
    { cookie: author, headers: { origin: 'https://evil.example' } },
  );
  expect(foreign.status).toBe(403);
  expect((await site.get('/mappings/map_00000000', { cookie: author })).status).toBe(404);
  await act(`${path}/discard`);
});

test('a version for the records of one connection is begun from that of the system, and named by it', async () => {
  const live = await livePath();
  expect(await page(live)).toMatch(/<option value="">Every connection of this system<\/option>/);
  const { id } = site.loop.organization.hubspot;
  const opened = await act(`${live}/draft`, { 'reason-draft': 'This portal differs.', connection: id });
  const path = (opened.headers.get('location') ?? '').replace(/\/edit$/, '');
  expect(await page(path)).toContain('<span class="chip">HubSpot</span>');
  expect(await page(path)).not.toContain('name="connection"');
  expect(plain(await page('/mappings'))).toMatch(/HubSpot · Deals Becomes our deal · HubSpot Nothing live/);
  await act(`${path}/discard`);
  const refused = await act(`${live}/draft`, {
    'reason-draft': 'Elsewhere.',
    connection: site.loop.organization.xero.id,
  });
  expect(refused.status).toBe(404);
});
