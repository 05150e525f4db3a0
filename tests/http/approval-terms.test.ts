import { afterAll, beforeAll, expect, test } from 'vitest';
import { contracts } from '../../runtime/src/db/schema/index.ts';
import {
  EditTolerancesSchema,
  SegregationRulesSchema,
  StandingApprovalSchema,
  StandingApprovalsSchema,
} from '../../runtime/src/http/schemas/approval-terms.ts';
import { Problem } from '../../runtime/src/http/schemas/problem.ts';
import { acceptFiles } from '../support/push-files.ts';
import { contractOf, HUDSON, monthly } from '../support/sample-contracts.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
/** Keys of Ken, who approves, of Aiko, who administers, and of a machine. */
let approver: string;
let admin: string;
let machine: string;
let contractId: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  approver = (await loop.key({ person: loop.organization.approver })).key;
  admin = (await loop.key({ person: loop.organization.author })).key;
  machine = (await loop.key({ permissions: ['read', 'admin'] })).key;
  const push = await acceptFiles(loop);
  await push('customer', HUDSON);
  await push('contract', contractOf({ id: 'Access', startsOn: '2026-12-10', plan: monthly('1') }));
  const [contract] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(contracts),
  );
  contractId = contract?.id ?? '';
});
afterAll(() => loop.hub.close());

const LIMITS = { amountMax: '2400.00', startsOn: '2026-12-01', endsOn: '2027-11-30', reason: 'As agreed.' };

test('a standing approval is given once for one key, read, listed and taken back', async () => {
  const path = `/v1/contracts/${contractId}/standing-approvals`;
  const give = () => loop.call(approver, path, { json: LIMITS, idempotencyKey: 'give' });
  const given = await readAs(give(), StandingApprovalSchema);
  expect(given).toMatchObject({ contractId, state: 'coming', amountMax: '2400.00', approved: [] });
  expect(await readAs(give(), StandingApprovalSchema)).toEqual(given);
  expect((await readAs(loop.call(machine, path), StandingApprovalsSchema)).data).toEqual([given]);
  const one = `/v1/standing-approvals/${given.id}`;
  const revoke = (key: string, idempotencyKey: string) =>
    loop.call(key, `${one}/revoke`, { json: { reason: 'A doubt.' }, idempotencyKey });
  expect((await revoke(machine, 'by-machine')).status).toBe(403);
  expect(await readAs(revoke(admin, 'by-admin'), StandingApprovalSchema)).toMatchObject({
    state: 'revoked',
    endReason: 'A doubt.',
  });
  expect(await readAs(loop.call(machine, one), StandingApprovalSchema)).toMatchObject({ state: 'revoked' });
});

test('a limit that cannot be is refused with the place', async () => {
  const path = `/v1/contracts/${contractId}/standing-approvals`;
  const json = { ...LIMITS, endsOn: '2026-11-30' };
  const refused = await loop.call(approver, path, { json, idempotencyKey: 'wrong' });
  expect(refused.status).toBe(400);
  expect(await readAs(refused, Problem)).toMatchObject({ errors: [{ pointer: '/endsOn' }] });
});

test('a tolerance is set by an administrator in person, and read by everybody', async () => {
  const path = `/v1/entities/${loop.organization.usEntityId}/edit-tolerance`;
  const json = { percent: '0.50', amount: '10', reason: 'Late meters.' };
  const put = (key: string) => loop.call(key, path, { method: 'PUT', json });
  expect((await put(approver)).status).toBe(403);
  expect(await readAs(put(machine), Problem)).toMatchObject({ code: 'approval.person_required' });
  expect((await put(admin)).status).toBe(204);
  const { data } = await readAs(loop.call(machine, '/v1/edit-tolerances'), EditTolerancesSchema);
  expect(data[0]).toMatchObject({ percent: '0.5', amount: '10.00', set: { reason: 'Late meters.' } });
});

test('a rule of segregation is switched by an administrator in person with a reason', async () => {
  const put = (key: string, json: object) =>
    loop.call(key, '/v1/segregation-rules/write_off', { method: 'PUT', json });
  const off = { isOn: false, reason: 'Two of us.' };
  expect((await put(approver, off)).status).toBe(403);
  expect((await put(machine, off)).status).toBe(403);
  expect((await put(admin, { isOn: false, reason: ' ' })).status).toBe(400);
  expect((await put(admin, off)).status).toBe(204);
  const { data } = await readAs(loop.call(machine, '/v1/segregation-rules'), SegregationRulesSchema);
  expect(data.filter(({ isOn }) => !isOn)).toMatchObject([
    { rule: 'write_off', switchedOff: { by: { name: 'Aiko' }, reason: 'Two of us.' } },
  ]);
  const unknown = await loop.call(admin, '/v1/segregation-rules/nonsense', { method: 'PUT', json: off });
  expect(unknown.status).toBe(400);
});
