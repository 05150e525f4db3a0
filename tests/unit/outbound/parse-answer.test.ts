import { expect, test } from 'vitest';
import { parseAnswer } from '../../../runtime/src/adapters/outbound/parse-answer.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('no bytes are null', () => {
  expect(parseAnswer(new Uint8Array(), false)).toBeNull();
});

test('numbers keep every digit when they are asked for as text', () => {
  const body = bytes(
    '{"Total": 1234567890123456.10, "Rate": 1e-7, "Lines": [{"Qty": 3}], "Name": "12", "Paid": true, "Note": null}',
  );
  expect(parseAnswer(body, true)).toEqual({
    Total: '1234567890123456.10',
    Rate: '1e-7',
    Lines: [{ Qty: '3' }],
    Name: '12',
    Paid: true,
    Note: null,
  });
});

test.each(['{"a":', 'sorry', '<html></html>', '{"a":1}{', ' '])('%j is garbage', (text) => {
  expect(() => parseAnswer(bytes(text), false)).toThrow(expect.objectContaining({ code: 'target.garbage' }));
});

test('bytes that are not UTF-8 are garbage', () => {
  expect(() => parseAnswer(Uint8Array.of(0x22, 0xff, 0x22), false)).toThrow('target.garbage');
});

test.each(['{"a":["x","b\\u0000c"]}', '{"a":["x","\\uD83D"]}'])(
  'a text that cannot be stored is garbage, with its place: %j',
  (text) => {
    expect(() => parseAnswer(bytes(text), true)).toThrow('/a/1');
  },
);

test('escapes of characters that can be stored are read', () => {
  expect(parseAnswer(bytes('{"a":"\\uD83D\\uDE00\\u0001"}'), false)).toEqual({ a: '\u{1f600}\u0001' });
});

test('the error does not quote the body', () => {
  expect(() => parseAnswer(bytes('hunter2'), false)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2'), cause: undefined }),
  );
});
