import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContractSchema, OrderPage } from '../../runtime/src/http/schemas/contracts.ts';
import { AuditPage } from '../../runtime/src/http/schemas/data.ts';
import { LeakageSchema } from '../../runtime/src/http/schemas/leakage.ts';
import { contractOf, monthly } from '../support/sample-contracts.ts';
import { type ContractSite, createContractSite } from './support/contract-site.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let site: ContractSite;

beforeAll(async () => {
  site = await createContractSite();
  await site.event('t-1', 'Hours', {
    kind: 'time_entry',
    on: '2026-11-03',
    person: 'Noa',
    role: 'engineer',
    hours: '7.5',
    approval: { by: 'Ken', at: '2026-11-20T09:00:00Z' },
  });
});
afterAll(() => site.loop.hub.close());

describe('a parked contract', () => {
  beforeAll(async () => {
    const plan = monthly('1');
    await site.push(
      'contract',
      contractOf({ id: 'Capped', startsOn: '2026-10-01', plan, more: { not_to_exceed: '4000.00' } }),
    );
  });

  it('says why, bills nothing, and is found as parked', async () => {
    const contract = await site.read('Capped');
    expect(contract).toMatchObject({ state: 'parked', billedNet: '0.00', leftNet: '4000.00', invoices: [] });
    expect(contract.parked?.findings).toMatchObject([{ code: 'contract.not_to_exceed' }]);
    expect(await site.titles('state=parked')).toEqual(['Capped']);
  });

  it('is released by a person only, with a reason, and for the findings that were read', async () => {
    const parkedHash = (await site.read('Capped')).parked?.hash ?? '';
    const reason = 'Agreed by mail.';
    await expectProblem(await site.act('Capped', 'release', { parkedHash, reason }), 'auth.scope_missing');
    await expectProblem(
      await site.act('Capped', 'release', { parkedHash, reason: ' ' }, site.person),
      'request.invalid',
    );
    const stale = await site.act('Capped', 'release', { parkedHash: 'a'.repeat(64), reason }, site.person);
    await expectProblem(stale, 'contract.findings_changed');
    expect((await site.read('Capped')).state).toBe('parked');
  });

  it('bills once it is released, tells who let it pass and why, and cannot be released again', async () => {
    const parkedHash = (await site.read('Capped')).parked?.hash ?? '';
    const body = { parkedHash, reason: 'Agreed by mail.' };
    const answer = await readAs(site.act('Capped', 'release', body, site.person), ContractSchema);
    expect(answer).toMatchObject({ state: 'running', parked: null });
    await site.loop.hub.drain();
    const contract = await site.read('Capped');
    expect(contract).toMatchObject({ state: 'running', billedNet: '4800.00', leftNet: '-800.00' });
    expect(contract.released).toMatchObject({ reason: 'Agreed by mail.', by: { name: 'Ken' } });
    await expectProblem(await site.act('Capped', 'release', body, site.person), 'contract.not_parked');
    const audit = await readAs(
      site.loop.call(site.key, `/v1/audit?objectKind=contract&objectId=${contract.id}`),
      AuditPage,
    );
    expect(audit.items.filter(({ action }) => action === 'contract.release')).toMatchObject([
      { actor: { name: 'Ken' }, reason: 'Agreed by mail.' },
    ]);
  });

  it('is parked again when it grows beyond what was let pass', async () => {
    site.loop.hub.clock.advance(8 * 86_400_000);
    expect((await site.act('Capped', 'run', {})).status).toBe(202);
    await site.loop.hub.drain();
    expect(await site.read('Capped')).toMatchObject({ state: 'parked', billedNet: '4800.00' });
  });
});

describe('a run that is asked for', () => {
  it('books what fell due, and nothing the second time', async () => {
    for (const _time of ['first', 'second']) {
      expect((await site.act('Seats', 'run', {})).status).toBe(202);
      await site.loop.hub.drain();
    }
    expect(await site.read('Seats')).toMatchObject({ billedNet: '9600.00', nextRunOn: '2027-01-01' });
  });

  it('is refused to a key that only reads, or for another entity', async () => {
    const reader = (await site.loop.key({ permissions: ['read'] })).key;
    await expectProblem(await site.act('Seats', 'run', {}, reader), 'auth.scope_missing');
    await expectProblem(await site.act('Seats', 'run', {}, site.yenOnly), 'auth.entity_not_granted');
  });
});

describe('the orders', () => {
  it('show of each line what was ordered, shipped, invoiced and paid', async () => {
    await site.event('s-1', 'Order', {
      kind: 'shipment',
      on: '2026-11-20',
      lines: [{ orderLineKey: 'l1', quantity: '3' }],
    });
    const invoice = (await site.read('Order')).invoices[0];
    await site.loop.call(site.key, '/v1/payments', {
      json: {
        invoiceNumber: invoice?.number,
        amount: '3600.00',
        currency: 'USD',
        receivedOn: '2026-11-24',
        externalId: 'half',
      },
      idempotencyKey: 'half',
    });
    await site.loop.hub.drain();
    const { items } = await readAs(site.loop.call(site.key, '/v1/orders'), OrderPage);
    expect(items).toMatchObject([
      {
        title: 'Order',
        problem: null,
        lines: [
          {
            key: 'l1',
            orderedQuantity: '4',
            orderedNet: '9600.00',
            shippedQuantity: '3',
            invoicedQuantity: '3',
            invoicedNet: '7200.00',
            paidNet: '3600.00',
          },
          { key: 'l2', orderedQuantity: '1', shippedQuantity: '0', invoicedNet: '0.00', paidNet: '0.00' },
        ],
      },
    ]);
  });
});

describe('the leakage report', () => {
  it('tells what is billable and on no invoice, by age, and what it cannot look at', async () => {
    await site.event('x-1', 'nowhere', { kind: 'expense', on: '2026-11-05', person: 'Noa', amount: '1.00' });
    await site.push(
      'contract',
      contractOf({ id: 'Euro', startsOn: '2026-11-01', plan: monthly('1'), more: { currency: 'EUR' } }),
    );
    const report = await readAs(site.loop.call(site.key, '/v1/reports/leakage'), LeakageSchema);
    // What fell due while no run was begun by the clock, and what a parked contract holds back.
    expect(report.leaks).toMatchObject([
      { contractTitle: 'Hours', isParked: false, kind: 'time_entry', missingNet: '1125.00' },
      {
        contractTitle: 'Capped',
        isParked: true,
        key: 'sub:api:2026-12-01',
        billableFrom: '2026-12-01',
        missingNet: '2400.00',
      },
    ]);
    expect(report.totals).toEqual([
      { currency: 'USD', bucket: '0-30', missingNet: '3525.00' },
      { currency: 'USD', bucket: '31-60', missingNet: '0.00' },
      { currency: 'USD', bucket: '61-90', missingNet: '0.00' },
      { currency: 'USD', bucket: '91+', missingNet: '0.00' },
    ]);
    expect(report.strays).toMatchObject([{ contractKey: 'nowhere', kind: 'expense', count: '1' }]);
    expect(report.unread).toMatchObject([{ contractTitle: 'Euro', code: 'billing.entity_unknown' }]);
    expect(report.isComplete).toBe(true);
  });

  it('tells a key for some entities of theirs only', async () => {
    const report = await readAs(site.loop.call(site.yenOnly, '/v1/reports/leakage'), LeakageSchema);
    expect(report).toMatchObject({ leaks: [], strays: [], unread: [] });
  });
});
