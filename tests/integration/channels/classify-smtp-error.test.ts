import { expect, test } from 'vitest';
import { classifySmtpError } from '../../../runtime/src/adapters/channels/classify-smtp-error.ts';

const BEFORE = false;
const AFTER = true;

test.each([
  ['a refused login', { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 }, BEFORE, 'refused'],
  [
    'a login that is put off',
    { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 454 },
    BEFORE,
    'unavailable',
  ],
  ['a host without an address', { code: 'EDNS', command: 'CONN' }, BEFORE, 'unavailable'],
  ['a failed handshake', { code: 'ETLS', command: 'CONN' }, BEFORE, 'unavailable'],
  ['a refused DATA', { code: 'EENVELOPE', command: 'DATA', responseCode: 554 }, BEFORE, 'refused'],
  ['a reply of no class', { code: 'EPROTOCOL', command: 'CONN', responseCode: 250 }, BEFORE, 'unavailable'],
  ['the refusal of the message', { code: 'EMESSAGE', command: 'DATA', responseCode: 550 }, AFTER, 'refused'],
  [
    'the deferral of the message',
    { code: 'EMESSAGE', command: 'DATA', responseCode: 450 },
    AFTER,
    'unavailable',
  ],
  ['an odd reply to the message', { code: 'EMESSAGE', command: 'DATA', responseCode: 354 }, AFTER, 'unknown'],
  ['a lost connection', { code: 'ECONNECTION', command: 'CONN' }, AFTER, 'unknown'],
  [
    'a 5yz that answers something else',
    { code: 'EPROTOCOL', command: 'CONN', responseCode: 500 },
    AFTER,
    'unknown',
  ],
  ['a broken message stream', { code: 'ESTREAM', command: 'API' }, AFTER, 'unknown'],
])('%s (%j, after DATA: %s) is %s', (_name, error, hasDataBegun, state) => {
  expect(classifySmtpError({ ...error, message: 'text' }, hasDataBegun).state).toBe(state);
});

test('the detail is one bounded line, whatever the server says', () => {
  const outcome = classifySmtpError(
    { code: 'EMESSAGE', message: `550-a\r\n550 ${'b'.repeat(5_000)}` },
    false,
  );
  const detail = outcome.state === 'sent' ? '' : outcome.detail;
  expect(detail).toMatch(/^EMESSAGE: 550-a 550 b+$/);
  expect(detail.length).toBeLessThan(320);
});
