import type { IDataObject } from 'n8n-workflow';
import { expect, test } from 'vitest';
import { findOperation } from '../../nodes/Seikyu/actions/resources.ts';
import { runOperation } from '../../nodes/Seikyu/actions/run-operation.ts';
import { createContext } from './support/fake-context.ts';
import { createFakeHub, problem } from './support/fake-hub.ts';

const MAIL = '<snd_1@hub.example>';
const RECORDED = {
  mail: { kind: 'document', id: 'snd_1' },
  invoiceIds: ['inv_0'],
  recipient: 'ap@northwind.example',
  kind: 'bounced',
  isNew: true,
};
const SIMPLE = {
  mailId: 'snd_1',
  mailKind: 'document',
  invoiceIds: ['inv_0'],
  recipient: 'ap@northwind.example',
  kind: 'bounced',
};

async function run(parameters: IDataObject, answers: Parameters<typeof createFakeHub>[0] = {}) {
  const hub = createFakeHub({
    'POST /v1/delivery-reports': { status: 201, body: RECORDED },
    'POST /v1/delivery-reports/message': { body: { items: [RECORDED, { ...RECORDED, isNew: false }] } },
    ...answers,
  });
  const given = {
    reportFrom: 'event',
    mail: ` ${MAIL} `,
    kind: 'bounced',
    additionalFields: {},
    ...parameters,
  };
  const { execute } = createContext({ hub, parameters: given });
  const output = await runOperation(execute, findOperation('invoice', 'reportDelivery'));
  return { output: output.map(({ json }) => json), asked: hub.asked[0] };
}

test('hands an event on with what was filled in, the time as an instant and ids as text', async () => {
  const additionalFields = {
    at: '2026-11-24T05:00:00+02:00',
    id: 42,
    reason: '550 no such user',
    recipient: 'ap@northwind.example',
  };
  const { output, asked } = await run({ additionalFields });
  expect(asked?.body).toEqual({
    mail: MAIL,
    kind: 'bounced',
    at: '2026-11-24T03:00:00.000Z',
    id: '42',
    reason: '550 no such user',
    recipient: 'ap@northwind.example',
  });
  expect(output).toEqual([{ ...SIMPLE, outcome: 'reported' }]);
});

test('leaves out what was not filled in, and tells when it was reported before', async () => {
  const { output, asked } = await run(
    { kind: 'opened', additionalFields: { reason: '', at: '' } },
    { 'POST /v1/delivery-reports': { body: { ...RECORDED, isNew: false } } },
  );
  expect(asked?.body).toEqual({ mail: MAIL, kind: 'opened' });
  expect(output).toEqual([{ ...SIMPLE, outcome: 'reported_already' }]);
});

test('hands a bounce message on as it is, and gives an item for each recipient', async () => {
  const message = 'Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; ap@northwind.example\r\n';
  const { output, asked } = await run({ reportFrom: 'message', message });
  expect(asked).toMatchObject({
    path: '/v1/delivery-reports/message',
    body: message,
    mediaType: 'message/rfc822',
  });
  expect(output).toEqual([
    { ...SIMPLE, outcome: 'reported' },
    { ...SIMPLE, outcome: 'reported_already' },
  ]);
});

test('says so where a message decides nothing', async () => {
  const { output } = await run(
    { reportFrom: 'message', message: 'late' },
    { 'POST /v1/delivery-reports/message': { body: { items: [] } } },
  );
  expect(output).toEqual([{ outcome: 'nothing_to_report' }]);
});

test('refuses a time that is none before anything is asked, and shows what the hub refuses', async () => {
  await expect(run({ additionalFields: { at: 'yesterday' } })).rejects.toThrow('"Happened At" is not a date');
  const answers = {
    'POST /v1/delivery-reports': problem(
      404,
      'delivery.mail_unknown',
      'No mail of this hub goes by this name',
    ),
  };
  await expect(run({}, answers)).rejects.toMatchObject({ message: 'No mail of this hub goes by this name' });
});
