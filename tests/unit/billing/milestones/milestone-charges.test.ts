import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BookedCharge } from '../../../../runtime/src/core/billing/charge.ts';
import { bookDifference } from '../../../../runtime/src/core/billing/difference/book-difference.ts';
import { groupIntoInvoices } from '../../../../runtime/src/core/billing/difference/group-into-invoices.ts';
import { milestoneCharges } from '../../../../runtime/src/core/billing/milestones/milestone-charges.ts';
import type { MilestonePlan } from '../../../../runtime/src/core/canonical/contract-milestones.ts';
import { bookLines } from '../difference/ledger.ts';
import { brief, contractOf, factOf, inputOf, resultValue, sumMinor } from '../form-input.ts';

const planOf = (
  total: string,
  amounts: string[],
  deposit?: string,
  deduction?: 'pro_rata' | 'final',
): MilestonePlan => ({
  form: 'milestones',
  total,
  ...(deposit === undefined
    ? {}
    : { deposit: { sku: 'dep', amount: deposit, deduction: deduction ?? 'pro_rata' } }),
  milestones: amounts.map((amount, index) => ({
    key: `m${index}`,
    sku: 'work',
    name: { en: `Part ${index}`, ja: `工程${index}` },
    amount,
  })),
  finalSku: 'fin',
});

const delivered = (index: number, on: string) =>
  factOf(`d${index}`, { kind: 'milestone_delivered', milestoneKey: `m${index}`, on });
const accepted = (index: number, on: string) =>
  factOf(`a${index}`, { kind: 'milestone_accepted', milestoneKey: `m${index}`, on, acceptedBy: 'Sato' });
const run = (plan: MilestonePlan, facts: Parameters<typeof inputOf>[1], asOf = '2026-12-31') =>
  resultValue(milestoneCharges(inputOf(contractOf(plan), facts, { asOf })));

test('neither delivery nor acceptance alone releases a milestone, and the finding says which one is missing', () => {
  const plan = planOf('100', ['60'], undefined);
  expect(run(plan, [accepted(0, '2026-02-01')]).charges).toEqual([]);
  expect(run(plan, [accepted(0, '2026-02-01')]).findings).toMatchObject([
    { code: 'milestone.not_delivered', pointer: '/revisions/0/plan/milestones/0', level: 'info' },
  ]);
  expect(run(plan, [delivered(0, '2026-02-01')]).charges).toEqual([]);
  expect(run(plan, [delivered(0, '2026-02-01')]).findings).toMatchObject([
    { code: 'milestone.not_accepted' },
  ]);
});

test('a project of a year bills its deposit, each part and the rest, each on its day', () => {
  // 1,000,000 with 100,000 ahead: 300,000 / 333,333 / rest 366,667 carry 30,000, 33,333.3 and 36,666.7 of it.
  const plan = planOf('1000000', ['300000', '333333'], '100000');
  const facts = [
    accepted(1, '2026-08-15'),
    delivered(0, '2026-03-01'),
    accepted(0, '2026-03-20'),
    delivered(1, '2026-09-01'),
  ];
  expect(brief(run(plan, facts, '2026-03-19').charges)).toEqual([['deposit', '2026-01-01', 100000n]]);
  const march = [
    ['deposit', '2026-01-01', 100000n],
    ['milestone:m0', '2026-03-20', 300000n],
    ['deposit-deduction:m0', '2026-03-20', -30000n],
  ];
  expect(brief(run(plan, facts, '2026-08-31').charges)).toEqual(march);
  const all = run(plan, facts).charges;
  expect(brief(all)).toEqual([
    ...march,
    ['milestone:m1', '2026-09-01', 333333n],
    ['deposit-deduction:m1', '2026-09-01', -33333n],
    ['final', '2026-09-01', 366667n],
    ['deposit-deduction', '2026-09-01', -36667n],
  ]);
  expect(all[3]?.evidence).toEqual(['d1', 'a1']);
  expect(all[4]?.sku).toBe('dep');
});

test('a deposit that is deducted at the end comes off the final invoice only', () => {
  const facts = [delivered(0, '2026-02-01'), accepted(0, '2026-02-01')];
  expect(brief(run(planOf('100', ['60'], '30', 'final'), facts).charges)).toEqual([
    ['deposit', '2026-01-01', 30n],
    ['milestone:m0', '2026-02-01', 60n],
    ['final', '2026-02-01', 40n],
    ['deposit-deduction', '2026-02-01', -30n],
  ]);
});

test('there is no rest to bill where the milestones are the whole; the last of them is the final invoice', () => {
  const facts = [delivered(0, '2026-02-01'), accepted(0, '2026-02-01')];
  const { charges } = run(planOf('60', ['60']), facts);
  expect(brief(charges)).toEqual([['milestone:m0', '2026-02-01', 60n]]);
  expect(charges.map(({ document }) => document)).toEqual(['final']);
});

test('a deposit is a document of its own, and only what falls due with the end of the project is on the final one', () => {
  const plan = planOf('100', ['30', '40'], '20');
  const facts = [0, 1].flatMap((index) => [delivered(index, '2026-01-01'), accepted(index, '2026-01-01')]);
  const open = facts.filter(({ recordId }) => recordId !== 'a1');
  const { currency } = inputOf(contractOf(plan), []);
  const groupsOf = (known: typeof facts) => {
    const { charges } = run(plan, known);
    const lines = bookDifference({ charges, booked: [], asOf: '2026-12-31', currency, rounding: 'half_up' });
    const { invoices } = groupIntoInvoices(lines, { collective: false, currency });
    return invoices.map(({ type, netMinor }) => [type, netMinor]);
  };
  expect(groupsOf(open)).toEqual([
    ['deposit', 20n],
    ['invoice', 24n],
  ]);
  expect(groupsOf(facts)).toEqual([
    ['deposit', 20n],
    ['final', 80n],
  ]);
});

test('a revision counts from its day: what was released before keeps its price, the final makes up the new total', () => {
  const contract = contractOf(
    planOf('1000', ['300', '400'], '100'),
    {},
    {
      '2026-06-01': planOf('1500', ['350', '600'], '100'),
    },
  );
  const facts = [0, 1].flatMap((index) => [
    delivered(index, index === 0 ? '2026-05-31' : '2026-06-01'),
    accepted(index, index === 0 ? '2026-05-31' : '2026-06-01'),
  ]);
  const { charges } = resultValue(milestoneCharges(inputOf(contract, facts)));
  expect(brief(charges)).toEqual([
    ['deposit', '2026-01-01', 100n],
    ['milestone:m0', '2026-05-31', 300n],
    ['deposit-deduction:m0', '2026-05-31', -30n],
    ['milestone:m1', '2026-06-01', 600n],
    ['deposit-deduction:m1', '2026-06-01', -40n],
    ['final', '2026-06-01', 600n],
    ['deposit-deduction', '2026-06-01', -30n],
  ]);
});

test('parts above the total, a part of a yen and an unknown milestone are refused by name', () => {
  const refused = (plan: MilestonePlan) => milestoneCharges(inputOf(contractOf(plan), []));
  expect(refused(planOf('100', ['60', '41']))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('more than the total of 100'),
  });
  expect(refused(planOf('100', ['60.5']))).toMatchObject({
    ok: false,
    reason: expect.stringContaining('more decimals than JPY'),
  });
  expect(run(planOf('100', ['60']), [delivered(7, '2026-02-01')]).findings[0]).toMatchObject({
    code: 'milestone.unknown',
    pointer: '/facts/d7/milestoneKey',
    level: 'error',
  });
});

test('everything together is the total, the deposit is taken back exactly, evidence is always both, in any order', () => {
  const projects = fc.record({
    amounts: fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 }),
    rest: fc.integer({ min: 0, max: 1_000_000 }),
    percent: fc.integer({ min: 0, max: 100 }),
    deduction: fc.constantFrom('pro_rata' as const, 'final' as const),
  });
  fc.assert(
    fc.property(projects, fc.infiniteStream(fc.nat()), ({ amounts, rest, percent, deduction }, keys) => {
      const total = amounts.reduce((sum, amount) => sum + amount, rest);
      const deposit = Math.floor((total * percent) / 100);
      const plan = planOf(String(total), amounts.map(String), String(deposit), deduction);
      const facts = amounts.flatMap((_amount, index) => [
        delivered(index, '2026-02-01'),
        accepted(index, '2026-03-01'),
      ]);
      const shuffled = facts
        .map((fact) => ({ fact, rank: keys.next().value ?? 0 }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ fact }) => fact);
      const { charges } = run(plan, shuffled);
      expect(charges).toEqual(run(plan, facts).charges);
      expect(sumMinor(charges)).toBe(BigInt(total));
      expect(sumMinor(charges.filter(({ kind }) => kind === 'deposit'))).toBe(0n);
      expect(new Set(charges.map(({ key }) => key)).size).toBe(charges.length);
      for (const { kind, evidence } of charges) if (kind === 'milestone') expect(evidence).toHaveLength(2);
    }),
  );
});

test('a run on each day of release books what the year books at once, and a second run books nothing', () => {
  const plan = planOf('1000', ['333', '334'], '101');
  const facts = [0, 1].flatMap((index) => [
    delivered(index, `2026-0${index + 2}-01`),
    accepted(index, `2026-0${index + 4}-01`),
  ]);
  const { currency, rounding } = inputOf(contractOf(plan), []);
  const booked = new Map<string, BookedCharge>();
  const book = (asOf: string) => {
    const { charges } = run(plan, facts, asOf);
    const lines = bookDifference({ charges, booked: [...booked.values()], asOf, currency, rounding });
    for (const { key, kind, sku, period, invoiceOn, amountMinor } of lines) {
      const amounts = { fullMinor: amountMinor, differenceMinor: 0n, adjustmentMinor: 0n };
      booked.set(key, { key, kind, sku, period, invoiceOn, ...amounts });
    }
    return lines.map(({ amountMinor }) => amountMinor);
  };
  expect(book('2026-01-01')).toEqual([101n]);
  expect(book('2026-03-31')).toEqual([]);
  // 101 by 333, 334 and 333: 33.6, 33.7 and 33.6.
  expect(book('2026-04-01')).toEqual([333n, -34n]);
  expect(book('2026-05-01')).toEqual([334n, -34n, 333n, -33n]);
  expect(book('2026-05-01')).toEqual([]);
  expect([...booked.values()].reduce((sum, { fullMinor }) => sum + fullMinor, 0n)).toBe(1000n);
});

test('a deposit that is agreed later comes off what is released from then on, not off what was billed before', () => {
  const contract = contractOf(
    planOf('100', ['30', '40']),
    {},
    { '2026-03-01': planOf('100', ['30', '40'], '10') },
  );
  const facts = [0, 1].flatMap((index) => [
    delivered(index, `2026-0${index * 2 + 2}-01`),
    accepted(index, `2026-0${index * 2 + 2}-01`),
  ]);
  expect(brief(resultValue(milestoneCharges(inputOf(contract, facts))).charges)).toEqual([
    ['deposit', '2026-03-01', 10n],
    ['milestone:m0', '2026-02-01', 30n],
    ['milestone:m1', '2026-04-01', 40n],
    ['deposit-deduction:m1', '2026-04-01', -4n],
    ['final', '2026-04-01', 30n],
    ['deposit-deduction', '2026-04-01', -6n],
  ]);
});

/** A deposit of which something was credited. */
const creditedDeposit = (fullMinor: bigint, creditedMinor: bigint): BookedCharge => ({
  ...{ key: 'deposit', kind: 'deposit', sku: 'dep', period: null, invoiceOn: '2026-01-01' },
  ...{ fullMinor, differenceMinor: 0n, adjustmentMinor: -creditedMinor },
});

test.each([
  ['in part', 40_000n, ['deposit-deduction:m0 -30000', 'deposit-deduction:m1 -30000']],
  ['but for less than is deducted already', 80_000n, ['deposit-deduction:m0 -20000']],
  ['wholly', 100_000n, []],
])(
  'a deposit that was credited %s is deducted for what is left of it, the last deductions first',
  (_, creditedMinor, deductions) => {
    const plan = planOf('1000000', ['300000', '333333'], '100000');
    const facts = [0, 1].flatMap((place) => [delivered(place, '2026-03-01'), accepted(place, '2026-03-20')]);
    const booked = [creditedDeposit(100_000n, creditedMinor)];
    const { charges } = resultValue(milestoneCharges(inputOf(contractOf(plan), facts, { booked })));
    const found = charges.filter(({ key }) => key.startsWith('deposit-deduction'));
    expect(found.map(({ key, fullMinor }) => `${key} ${fullMinor}`)).toEqual(deductions);
    expect(sumMinor(charges) - creditedMinor).toBe(1_000_000n);
  },
);

test('whenever and however much of a deposit is credited, it, the final invoice and the credits come to the contract', () => {
  const history = fc.record({
    parts: fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 4 }),
    restMinor: fc.integer({ min: 1, max: 3_000 }),
    depositShare: fc.integer({ min: 1, max: 10 }),
    deduction: fc.constantFrom('pro_rata' as const, 'final' as const),
    /** After so many releases a tenth of the deposit is credited, once for each. */
    credits: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 10 }),
    limited: fc.boolean(),
  });
  fc.assert(
    fc.property(history, ({ parts, restMinor, depositShare, deduction, credits, limited }) => {
      const totalMinor = parts.reduce((sum, part) => sum + part, restMinor) * 10;
      const depositMinor = (BigInt(totalMinor) * BigInt(depositShare)) / 10n;
      const amounts = parts.map((part) => String(part * 10));
      const plan = planOf(String(totalMinor), amounts, String(depositMinor), deduction);
      const contract = contractOf(plan, limited ? { notToExceed: String(totalMinor) } : {});
      let booked: BookedCharge[] = [];
      let creditedMinor = 0n;
      for (let released = 0; released <= parts.length; released += 1) {
        const facts = parts.slice(0, released).flatMap((_, place) => {
          const on = `2026-0${place + 2}-01`;
          return [delivered(place, on), accepted(place, on)];
        });
        const input = inputOf(contract, facts, { booked });
        const { charges, findings } = resultValue(milestoneCharges(input));
        // A deposit that only the final invoice deducts is billed beside the parts until then.
        if (deduction === 'pro_rata') expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
        booked = bookLines(booked, bookDifference({ ...input, charges, booked }));
        const tenths = BigInt(credits.filter((after) => after === released).length);
        creditedMinor += tenths * (depositMinor / 10n);
        const adjustmentMinor = -creditedMinor;
        booked = booked.map((one) => (one.key === 'deposit' ? { ...one, adjustmentMinor } : one));
      }
      // The run that the last credit note asks for.
      const facts = parts.flatMap((_, place) => [
        delivered(place, `2026-0${place + 2}-01`),
        accepted(place, `2026-0${place + 2}-01`),
      ]);
      const input = inputOf(contract, facts, { booked });
      const { charges } = resultValue(milestoneCharges(input));
      booked = bookLines(booked, bookDifference({ ...input, charges, booked }));
      const billed = booked.reduce(
        (sum, one) => sum + one.fullMinor + one.differenceMinor + one.adjustmentMinor,
        0n,
      );
      expect(billed).toBe(BigInt(totalMinor));
    }),
  );
});
