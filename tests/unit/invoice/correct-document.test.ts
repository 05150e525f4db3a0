import { expect, test } from 'vitest';
import { correctDocument } from '../../../runtime/src/core/invoice/correction/correct-document.ts';
import { CorrectionRequest } from '../../../runtime/src/core/invoice/correction/correction-request.ts';
import { makeJpInvoice, makeUsInvoice } from '../render/support/invoices.ts';

const pointersOf = (document: Parameters<typeof correctDocument>[0], asked: CorrectionRequest) => {
  const made = correctDocument(document, asked);
  return made.ok
    ? made.differences.map(({ place }) => place.join('/'))
    : made.fixed.map(({ pointer, rule }) => `${rule} ${pointer}`);
};

test('addresses, contacts and recipients are corrected, each where it was asked for', () => {
  const document = makeUsInvoice();
  const asked = {
    buyer: { contactName: 'Ada', phone: '1', address: { line1: '8 Front Street', line2: null } },
  };
  const made = correctDocument(document, asked);
  expect(made).toMatchObject({
    ok: true,
    corrected: {
      buyer: { contactName: 'Ada', phone: '1', address: { line1: '8 Front Street', country: 'US' } },
      recipients: document.recipients,
    },
  });
  expect(made.ok && made.corrected.buyer.name).toBe(document.buyer.name);
  expect(made.ok && made.corrected.buyer.address).not.toHaveProperty('line2');
});

test('null takes a value off, and what is absent stays', () => {
  const { buyer, ...rest } = makeUsInvoice();
  const document = { ...rest, buyer: { ...buyer, contactName: 'Ada', phone: '1' } };
  const made = correctDocument(document, { buyer: { phone: null } });
  expect(made.ok && made.corrected.buyer).toEqual({ ...buyer, contactName: 'Ada' });
});

test('where a sale is taxed by state the state stays, and elsewhere the region is a line of the address', () => {
  const state = { buyer: { address: { region: 'TX' } } };
  expect(pointersOf(makeUsInvoice(), state)).toEqual(['correction.region /buyer/address/region']);
  expect(pointersOf(makeJpInvoice(), { buyer: { address: { region: '京都府' } } })).toEqual([
    'buyer/address/region',
  ]);
});

test('a document without an address gets none: its country would be new', () => {
  const { buyer, ...rest } = makeUsInvoice();
  const { address: _address, ...nowhere } = buyer;
  expect(pointersOf({ ...rest, buyer: nowhere }, { buyer: { address: { line1: 'x', city: 'y' } } })).toEqual([
    'correction.country /buyer/address/country',
  ]);
});

test('every other member of the document is refused, and is no change where it is named as it stands', () => {
  const document = makeUsInvoice();
  const { buyer: _buyer, recipients: _recipients, ...others } = document;
  expect(pointersOf(document, { ...others, buyer: { name: document.buyer.name } })).toEqual([]);
  for (const name of Object.keys(others)) {
    expect(pointersOf(document, { [name]: 'another' })).toEqual([`correction.fixed_at_issue /${name}`]);
  }
});

test('a request with nobody to send to, or a field of the buyer that there is not, is no request', () => {
  expect(CorrectionRequest.safeParse({ recipients: [] }).success).toBe(false);
  expect(CorrectionRequest.safeParse({ buyer: { nmae: 'x' } }).success).toBe(false);
});
