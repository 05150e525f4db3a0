import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { switchSegregation } from '../../runtime/src/flow/segregation/switch-segregation.ts';
import { joinFinance } from '../flow/rules/support/work-on-rules.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';
import { formOf } from './support/form-of.ts';

let site: TestConsole;
let author: string;
let reviewer: string;
let mei: Ctx;

beforeAll(async () => {
  site = await createConsole();
  mei = await joinFinance(site.loop, 'Mei');
  author = await site.enter(site.loop.organization.author);
  reviewer = await site.enter(mei);
  await site.invoiceOf({ id: '501', lines: [{ id: 'l501', sku: 'API-P', discountPercent: '8' }] });
});
afterAll(() => site.loop.hub.close());

const plain = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const page = async (path: string, cookie = author, language = 'en'): Promise<string> => {
  const answer = await site.get(path, { cookie, headers: { 'accept-language': language } });
  expect([path, answer.status]).toEqual([path, 200]);
  const text = await expectStrictPage(answer);
  expect(plain(text), path).not.toMatch(/undefined|\[object|NaN/);
  return text;
};
const livePath = async (): Promise<string> => {
  const path = /href="(\/rules\/rul_[0-9a-z]+)">Sanka US/.exec(await page('/rules'))?.[1];
  if (path === undefined) throw new Error('the rules of the entity are in the list');
  return path;
};
const act = (path: string, form: Record<string, string> = {}, cookie = author) =>
  site.post(path, form, { cookie });
const draft = async (): Promise<string> => {
  const answer = await act(`${await livePath()}/draft`, { 'reason-draft': 'Partners get more.' });
  expect(answer.status).toBe(303);
  return (answer.headers.get('location') ?? '').replace(/\/edit$/, '');
};
/** Sends the builder's form with other values in it. */
const edit = async (path: string, changed: Record<string, string>, to = 'edit'): Promise<Response> => {
  const form = formOf(await page(`${path}/edit`), 'editor');
  for (const [name, value] of Object.entries(changed)) form.set(name, value);
  return site.send(`${path}/${to}`, form, { cookie: author });
};

test('a rule is changed in the form, tried, reviewed and published by a colleague, and taken back', async () => {
  const before = await livePath();
  const path = await draft();
  expect(plain(await page('/rules', reviewer, 'ja'))).toMatch(/下書き 第2版 Aikoさんが編集中です/);
  const saved = await edit(path, { do: 'save', 'r1.c1.value': '5' });
  expect(saved.headers.get('location')).toBe(`${path}/edit?done=saved`);
  const builder = await page(`${path}/edit`);
  expect(builder).toContain('maxDiscountPpm &gt; 50000');
  expect((await act(`${path}/simulate`)).headers.get('location')).toBe(`${path}?done=simulated`);
  const tried = plain(await page(path, reviewer));
  expect(tried).toMatch(/Would be asked for now 1 \$/);
  expect(tried).toMatch(
    /1 invoice takes another way .* Condition discount-above-10 maxDiscountPpm &gt; 100000 does not hold/,
  );
  await act(`${path}/submit`);
  expect(plain(await page(path))).toContain('You wrote in it. Somebody else decides.');
  expect((await act(`${path}/review`, { decision: 'approve' })).status).toBe(403);
  expect(plain(await page('/rules', reviewer))).toMatch(/In review Version 2 Waits for your review/);
  await act(`${path}/review`, { decision: 'approve', comment: 'Fine.' }, reviewer);
  expect((await act(`${path}/publish`)).status).toBe(403);
  expect((await act(`${path}/publish`, {}, reviewer)).headers.get('location')).toBe(`${path}?done=published`);
  expect(await livePath()).toBe(path);
  expect(plain(await page(path, author, 'ja'))).toMatch(/公開 .*Mei/);
  await act(`${before}/roll-back`, { 'reason-rollBack': 'Too many.' }, reviewer);
  expect(await livePath()).toBe(before);
});

test('whoever wrote in rules is not asked to review or publish them, unless that rule is switched off', async () => {
  const path = await draft();
  await edit(path, { do: 'save', 'r1.c1.value': '7' });
  await act(`${path}/submit`);
  const switchTo = (isOn: boolean) =>
    switchSegregation({
      ctx: site.loop.organization.author,
      input: { rule: 'own_rules', isOn, reason: 'One of us.' },
    });
  expect(await page(path)).not.toContain(`action="${path}/review"`);
  await switchTo(false);
  expect(plain(await page('/rules'))).toContain('Waits for your review');
  await act(`${path}/review`, { decision: 'approve', comment: '' });
  expect(await page(path)).toContain(`action="${path}/publish"`);
  await switchTo(true);
  expect(await page(path)).not.toContain(`action="${path}/publish"`);
  await act(`${path}/withdraw`);
  await act(`${path}/discard`);
});

test('an invoice of the list leads to each condition with its actual values', async () => {
  const path = await livePath();
  const invoices = await site.loop.invoices();
  const shown = plain(await page(`${path}/invoices/${invoices[0]?.id}`));
  expect(shown).toMatch(
    /discount of more than 10 %\. Does not apply .* maxDiscountPpm &gt; 100000 no Highest discount of a line 8 % 80000/,
  );
  expect((await site.get(`${path}/invoices/inv_00000000`, { cookie: author })).status).toBe(404);
});

describe('the rule builder', () => {
  test('tells beside each choice what it is, its unit and an example, and lists everything that can be asked', async () => {
    const path = await draft();
    const english = plain(await page(`${path}/edit`));
    expect(english).toContain(
      'The highest discount among the lines, as a share of price times quantity. Percent. Example: Highest discount of a line is more than 10 %.',
    );
    expect(english).toMatch(
      /Everything that a condition can ask .* buyerCountry .* Country of the buyer is none of JP, US/,
    );
    const japanese = plain(await page(`${path}/edit`, author, 'ja'));
    expect(japanese).toContain('単位はパーセント。例: 明細の最大値引率 が次を超える 10 %');
    await act(`${path}/discard`);
  });

  test('tries what is typed and not stored, follows it, and shows of each invoice why, clause by clause', async () => {
    const path = await draft();
    const typed = { 'r1.c1.value': '5' };
    expect((await edit(path, typed, 'try')).status).toBe(204);
    const tried = await (await edit(path, { ...typed, do: 'simulate' }, 'try')).text();
    expect(plain(tried)).toMatch(/1 invoice takes another way/);
    const hash = /name="tried" value="([0-9a-f]{64})"/.exec(tried)?.[1] ?? '';
    // A pause without a change asks nothing and takes nothing off the page.
    expect((await edit(path, { ...typed, tried: hash }, 'try')).status).toBe(204);
    const followed = await edit(path, { 'r1.c1.value': '50', tried: hash }, 'try');
    expect(plain(await followed.text())).toContain('No invoice takes another way.');
    const half = await edit(path, { 'r1.c1.value': 'x', tried: hash }, 'try');
    expect(plain(await half.text())).toContain('The rules cannot be evaluated as they are typed.');
    const address = /formaction="[^"]*(explain\/inv_[0-9a-z]+)"/.exec(tried)?.[1] ?? '';
    const explained = plain(await (await edit(path, typed, address)).text());
    expect(explained).toMatch(
      /Applies .* maxDiscountPpm &gt; 50000 yes Highest discount of a line 8 % 80000/,
    );
    expect((await edit(path, typed, 'explain/inv_00000000')).status).toBe(404);
    expect(await page(`${path}/edit`)).toContain('maxDiscountPpm &gt; 100000');
    await act(`${path}/discard`);
  });

  test('follows the expression where that was edited, and the form where that was', async () => {
    const path = await draft();
    const check = async (changed: Record<string, string>) => (await edit(path, changed, 'check')).text();
    const fromText = await check({ 'r1.when': 'isNewCustomer && totalMinor > 12345' });
    expect(fromText).toContain('id="rows-r1"');
    expect(fromText).toContain('value="123.45"');
    expect(fromText).not.toContain('id="expression-r1"');
    const fromForm = await check({ 'r1.c1.value': '12.5', 'r1.c1.op': '>=' });
    expect(fromForm).toContain('maxDiscountPpm &gt;= 125000');
    expect(fromForm).not.toContain('id="rows-r1"');
    await act(`${path}/discard`);
  });

  test('marks the exact part that is wrong, saves nothing of it and loses nothing of it', async () => {
    const path = await draft();
    const wrong = { 'r1.when': 'isNewCustomer && totl > 5' };
    const checked = await (await edit(path, wrong, 'check')).text();
    expect(checked).toContain('isNewCustomer &amp;&amp; <mark>totl</mark> &gt; 5');
    expect(plain(checked)).toMatch(/One place is wrong\. .* did you mean totalMinor\?/);
    const refused = await edit(path, { ...wrong, do: 'save' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('isNewCustomer &amp;&amp; totl &gt; 5');
    const typing = await edit(path, { 'r1.c1.value': 'ten', do: 'save' });
    expect(typing.status).toBe(422);
    expect(plain(await typing.text())).toContain('is no plain decimal number');
    expect(await page(`${path}/edit`)).toContain('maxDiscountPpm &gt; 100000');
    await act(`${path}/discard`);
  });

  test('adds and removes rules, conditions and steps without storing anything', async () => {
    const path = await draft();
    const count = (text: string, name: string) =>
      [...text.matchAll(new RegExp(`name="${name}"`, 'g'))].length;
    const ask = async (asked: string) => (await edit(path, { do: asked })).text();
    const stored = await page(`${path}/edit`);
    expect([count(stored, 'rule'), count(stored, 'r1.row'), count(stored, 'r1.step')]).toEqual([3, 1, 1]);
    expect(count(await ask('add-rule'), 'rule')).toBe(4);
    expect(count(await ask('remove-rule:r1'), 'rule')).toBe(2);
    const withRow = await ask('add-row:r1');
    expect(count(withRow, 'r1.row')).toBe(2);
    expect(withRow).toContain('maxDiscountPpm &gt; 100000 &amp;&amp; totalMinor &gt; 0');
    expect(count(await ask('remove-part:r1:c1'), 'r1.row')).toBe(0);
    expect(count(await ask('add-step:r1'), 'r1.step')).toBe(2);
    expect(count(await ask('add-step:d'), 'd.step')).toBe(1);
    expect(await page(`${path}/edit`)).toBe(stored);
    await act(`${path}/discard`);
  });

  test('nests groups two deep and no deeper, by buttons that need no script, and saves what they mean', async () => {
    const path = await draft();
    const ask = async (form: FormData, asked: string) => {
      form.set('do', asked);
      const answer = await site.send(`${path}/edit`, form, { cookie: author });
      return answer.text();
    };
    const first = await ask(formOf(await page(`${path}/edit`), 'editor'), 'add-group:r1');
    expect(first).toMatch(/<select[^>]* name="r1\.g1\.match"[^>]* data-focus/);
    const second = await ask(formOf(first, 'editor'), 'add-group:r1:g1');
    expect(second).toContain('name="r1.g1.row" value="g2"');
    expect(second).not.toContain('value="add-group:r1:g2"');
    const third = formOf(await ask(formOf(second, 'editor'), 'add-row:r1:g2'), 'editor');
    third.set('r1.c2.value', '500');
    third.set('r1.c3.fact', 'invoice.isNewCustomer');
    third.set('r1.c4.fact', 'invoice.hasContract');
    third.set('r1.c4.op', 'is_not');
    third.set('do', 'save');
    expect((await site.send(`${path}/edit`, third, { cookie: author })).status).toBe(303);
    const stored = await page(`${path}/edit`);
    expect(stored).toContain(
      'maxDiscountPpm &gt; 100000 &amp;&amp; (totalMinor &gt; 50000 || (isNewCustomer &amp;&amp; !hasContract))',
    );
    expect([...stored.matchAll(/<legend>Group<\/legend>/g)]).toHaveLength(2);
    const without = await ask(formOf(stored, 'editor'), 'remove-part:r1:g1');
    expect(without).not.toContain('<legend>Group</legend>');
    expect(await page(`${path}/edit`)).toBe(stored);
    await act(`${path}/discard`);
  });

  test('says what is wrong under the very field, and of a row’s expression under the very part', async () => {
    const path = await draft();
    const changed = {
      'r1.id': 'No Spaces',
      'r1.ja': '理由\u202E',
      'r1.s1.order': '0',
      'r2.c1.fact': 'advanced',
      'r2.c1.value': 'isNewCustomer && totl > 5',
      ceiling: '1,000',
    };
    const shown = await (await edit(path, changed, 'check')).text();
    const under = (place: string): string =>
      plain(new RegExp(`id="wrong-${place}"[^>]*>(.*?)</div>`, 's').exec(shown)?.[1] ?? '').trim();
    expect(under('r1-id')).toMatch(/lower case/);
    expect(under('r1-ja')).toMatch(/nobody sees/);
    expect(under('r1-en')).toBe('');
    expect(under('r1-s1')).not.toBe('');
    expect(under('ceiling')).not.toBe('');
    expect(under('r2-c1')).toMatch(/did you mean totalMinor/);
    expect(shown).toContain('isNewCustomer &amp;&amp; <mark>totl</mark> &gt; 5');
    expect((await edit(path, { ...changed, do: 'save' })).status).toBe(422);
    await act(`${path}/discard`);
  });

  test('tells the second of two who save at once what happened, and keeps what they typed', async () => {
    const path = await draft();
    const opened = await page(`${path}/edit`);
    const save = (percent: string): Promise<Response> => {
      const form = formOf(opened, 'editor');
      form.set('r1.c1.value', percent);
      form.set('do', 'save');
      return site.send(`${path}/edit`, form, { cookie: author });
    };
    const answers = await Promise.all([save('5'), save('6')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = await answers.find(({ status }) => status === 409)?.text();
    expect(plain(lost ?? '')).toContain('Somebody else saved this draft.');
    const saved = await page(`${path}/edit`);
    expect(saved).toContain('name="revision" value="2"');
    const [won, typed] = [
      /r1\.c1\.value" value="(\d)"/.exec(saved),
      /r1\.c1\.value" value="(\d)"/.exec(lost ?? ''),
    ];
    expect([won?.[1], typed?.[1]].sort()).toEqual(['5', '6']);
    await act(`${path}/discard`);
  });

  test('tries what is typed on past invoices before it is saved', async () => {
    const path = await draft();
    const tried = plain(await (await edit(path, { do: 'simulate', 'r1.c1.value': '5' })).text());
    expect(tried).toMatch(/1 invoice takes another way/);
    expect(plain(await page(path))).toContain('Nobody has tried this content on past invoices yet.');
    await act(`${path}/discard`);
  });

  test('keeps steps with persons, numbers and deadlines as they were', async () => {
    const path = await draft();
    const form = {
      'r1.s1.who': `person:${mei.actor.id}`,
      'r1.s1.order': '2',
      'r1.s1.sla': '24',
      'r1.s1.remind': '8',
      'r1.s1.escalate': 'manager',
      do: 'save',
    };
    expect((await edit(path, form)).status).toBe(303);
    expect(plain(await page(path))).toContain(
      'Mei, step 2, within 24 h, reminder after 8 h, then The manager of who submitted it too',
    );
    const again = await edit(path, { do: 'save' });
    expect(again.headers.get('location')).toBe(`${path}/edit?done=saved`);
    expect(await page(`${path}/edit`)).toContain('name="revision" value="2"');
    await act(`${path}/discard`);
  });
});
