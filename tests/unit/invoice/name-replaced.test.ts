import { expect, test } from 'vitest';
import { nameReplaced } from '../../../runtime/src/core/invoice/name-replaced.ts';

const HOME = { entityId: 'ent_1', customerId: 'cus_1' };
const REPLACED = { number: 'INV-1', issueDate: '2026-11-02', ...HOME };
const DEPOSIT = { number: 'INV-0' };

test('a replaced invoice stands after those that the document settles', () => {
  expect(nameReplaced({ precedingInvoices: [DEPOSIT] }, REPLACED, HOME)).toEqual({
    precedingInvoices: [DEPOSIT, { number: 'INV-1', issueDate: '2026-11-02', isReplaced: true }],
  });
});

test('another customer, or a customer of another legal entity, is not told of it', () => {
  for (const home of [
    { ...HOME, customerId: 'cus_2' },
    { ...HOME, entityId: 'ent_2' },
  ]) {
    expect(nameReplaced({}, REPLACED, home)).toEqual({});
  }
});

test('a document that replaces nothing stays as it is', () => {
  const extras = { precedingInvoices: [DEPOSIT] };
  expect(nameReplaced(extras, undefined, HOME)).toBe(extras);
});
