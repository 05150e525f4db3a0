import { expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { mappedSteps, type TracedRecord } from '../../../runtime/src/core/lineage/mapped-steps.ts';
import { compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';
import type { Place } from '../../../runtime/src/core/mapping/path.ts';

const compiled = compileMapping({
  system: 'any',
  object: 'deal',
  kind: 'deal',
  description: 'of a test',
  fields: [
    { to: 'currency', const: 'USD' },
    { to: 'title', from: 'name', transform: ['trim'] },
    { to: 'lines[*].key', from: 'items[*].id' },
    { to: 'lines[*].quantity', from: 'items[*].q', transform: ['decimal'], default: '1' },
  ],
});
if (!compiled.ok) throw new Error(compiled.reason);
const { definition, trace } = compiled.value;

const SOURCE = { name: ' Acme ', items: [{ id: 'a', q: '2' }, { id: 'b' }] };

/** The record once more through its rows, with what a script made of it. */
function traced(script?: (draft: JsonObject) => JsonObject): TracedRecord {
  const ran = trace(SOURCE);
  return {
    mapping: { id: 'map_1', system: 'any', object: 'deal', version: 4, published: null },
    definition,
    trace: ran,
    scripted: script === undefined ? null : script(structuredClone(ran.draft)),
    received: {
      system: 'any',
      connection: 'CRM',
      object: 'deal',
      externalId: '1',
      recordId: 'rec_1',
      seenAt: '2026-11-20T00:00:00.000Z',
      modifiedAt: null,
    },
  };
}

const steps = (place: Place, value: string, script?: (draft: JsonObject) => JsonObject) =>
  mappedSteps(traced(script), place, value);

test('a row says from where and by what it made a value, and what was received there', () => {
  expect(steps(['title'], 'Acme')).toMatchObject([
    { kind: 'mapped', row: 2, to: 'title', how: 'from', from: ['name'], transforms: ['trim'], value: 'Acme' },
    { kind: 'received', externalId: '1', fields: [{ place: 'name', value: ' Acme ' }] },
  ]);
});

test('a constant read nothing, and a default says that nothing was received', () => {
  expect(steps(['currency'], 'USD')).toMatchObject([{ how: 'const', from: [] }, { fields: [] }]);
  expect(steps(['lines', 1, 'quantity'], '1')).toMatchObject([
    { how: 'default' },
    { fields: [{ place: 'items[1].q', value: null }] },
  ]);
});

test('a value that the run does not give again is not explained', () => {
  expect(steps(['title'], 'Acme Ltd')).toEqual([{ kind: 'unknown', reason: 'trace_differs' }]);
  expect(steps(['lines', 7, 'quantity'], '2')).toEqual([{ kind: 'unknown', reason: 'trace_differs' }]);
});

test('a script is said to have kept, changed or made a value', () => {
  const script = (draft: JsonObject): JsonObject => ({ ...draft, title: 'ACME', terms: 'net:30' });
  expect(steps(['currency'], 'USD', script)[0]).toMatchObject({
    kind: 'script',
    effect: 'kept',
    before: 'USD',
  });
  expect(steps(['title'], 'ACME', script)[0]).toMatchObject({
    effect: 'changed',
    before: 'Acme',
    after: 'ACME',
  });
  const made = steps(['terms'], 'net:30', script);
  expect(made.map(({ kind }) => kind)).toEqual(['script', 'received']);
  expect(made[0]).toMatchObject({ effect: 'made', after: 'net:30' });
});

test('items that a script sorted or dropped are found by their key', () => {
  const reversed = (draft: JsonObject): JsonObject => ({
    ...draft,
    lines: (draft['lines'] as JsonObject[]).toReversed(),
  });
  expect(steps(['lines', 1, 'quantity'], '2', reversed)).toMatchObject([
    { effect: 'kept', before: '2' },
    { kind: 'mapped', row: 4 },
    { fields: [{ place: 'items[0].q', value: '2' }] },
  ]);
});

test('an item whose key stands twice, or that has none, is not attributed to one of them', () => {
  const twice = (draft: JsonObject): JsonObject => ({
    ...draft,
    lines: (draft['lines'] as JsonObject[]).map((line) => ({ ...line, key: 'a' })),
  });
  const keyless = (draft: JsonObject): JsonObject => ({ ...draft, lines: [{ quantity: '2' }] });
  expect(steps(['lines', 0, 'quantity'], '2', twice)[0]).toMatchObject({ effect: 'kept' });
  expect(steps(['lines', 0, 'quantity'], '2', keyless)[0]).toMatchObject({ effect: 'unclear' });
  const record = traced((draft) => draft);
  const lines = record.trace.draft['lines'] as JsonObject[];
  record.trace.draft['lines'] = lines.map((line) => ({ ...line, key: 'a' }));
  record.scripted = structuredClone(record.trace.draft);
  expect(mappedSteps(record, ['lines', 0, 'quantity'], '2')[0]).toMatchObject({ effect: 'unclear' });
});
