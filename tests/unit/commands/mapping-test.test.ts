import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../../runtime/src/commands/run-command.ts';
import { captureOutput } from './support/capture-output.ts';
import { DEFINITION, mappingRoot } from './support/mapping-folder.ts';

const root = mappingRoot();
const written = captureOutput();
const SAMPLE = { id: 'A', title: ' Tea ' };
const RECORD = { sku: 'A', name: 'Tea' };
const testMappings = (...args: string[]) => runCommand(['mapping', 'test', ...args]);

test('a folder of one mapping has a line per sample, and the exit code is 0 when each gives its record', async () => {
  const folder = await root.put('acme-thing', {
    'mapping.json': DEFINITION,
    'sample.in.json': SAMPLE,
    'sample.out.json': { name: 'Tea', sku: 'A' },
    'sample-cake.in.json': { id: 'B', title: 'Cake' },
    'sample-cake.out.json': { sku: 'B', name: 'Cake' },
  });
  expect(await testMappings(folder)).toBe(0);
  expect(written).toEqual({
    out: 'ok      acme-thing sample\nok      acme-thing sample-cake\n2 samples: 2 ok, 0 failed\n',
    err: '',
  });
});

test('a folder of folders tests each that holds a mapping, and a mapping may lie in a folder of any name', async () => {
  const files = { 'mapping.json': DEFINITION, 'sample.in.json': SAMPLE, 'sample.out.json': RECORD };
  await root.put('one', files);
  await root.put('two', files);
  await root.put('rules', { 'standard.json': {} });
  expect(await testMappings(root.path)).toBe(0);
  expect(written.out).toBe('ok      one sample\nok      two sample\n2 samples: 2 ok, 0 failed\n');
});

test('what differs is told by file, pointer, expected and got value, and the exit code is 1', async () => {
  const folder = await root.put('acme-thing', {
    'mapping.json': DEFINITION,
    'sample.in.json': SAMPLE,
    'sample.out.json': { sku: 'B', listPrice: '1' },
  });
  expect(await testMappings(folder)).toBe(1);
  expect(written.out).toBe('failed  acme-thing sample\n1 samples: 0 ok, 1 failed\n');
  expect(written.err.split('\n').toSorted()).toEqual([
    '',
    'acme-thing/sample.out.json /listPrice expected "1", got nothing',
    'acme-thing/sample.out.json /name expected nothing, got "Tea"',
    'acme-thing/sample.out.json /sku expected "B", got "A"',
  ]);
});

test('a sample that the mapping refuses names the row and the place in the source', async () => {
  const folder = await root.put('acme-thing', {
    'mapping.json': DEFINITION,
    'sample.in.json': { id: 'A' },
    'sample.out.json': RECORD,
  });
  expect(await testMappings(folder)).toBe(1);
  expect(written.err).toBe(
    'acme-thing/sample.in.json /title mapping.refused row 2, field "name": is missing\n',
  );
});

test('a sample whose record is null must be refused', async () => {
  const folder = await root.put('acme-thing', {
    'mapping.json': DEFINITION,
    'sample.in.json': { id: 'A' },
    'sample.out.json': null,
    'sample-right.in.json': SAMPLE,
    'sample-right.out.json': null,
  });
  expect(await testMappings(folder)).toBe(1);
  expect(written.out).toContain('ok      acme-thing sample\nfailed  acme-thing sample-right\n');
  expect(written.err).toBe(
    'acme-thing/sample-right.out.json / expected a refusal, got {"sku":"A","name":"Tea"}\n',
  );
});

test('every problem of a definition is told with its pointer and row, and the other folders are tested', async () => {
  const rows = DEFINITION.fields.slice(0, 1);
  await root.put('acme-bad', {
    'mapping.json': { ...DEFINITION, fields: [...rows, { to: 'name', from: 'a..b', transform: ['shout'] }] },
    'sample.in.json': SAMPLE,
  });
  await root.put('acme-thing', {
    'mapping.json': DEFINITION,
    'sample.in.json': SAMPLE,
    'sample.out.json': RECORD,
  });
  expect(await testMappings(root.path)).toBe(1);
  expect(written.err).toMatch(
    /acme-bad\/mapping\.json \/fields\/1\/from mapping\.definition_invalid row 2: /,
  );
  expect(written.err).toContain(
    'acme-bad/mapping.json /fields/1/transform/0 mapping.definition_invalid row 2: transform shout is unknown\n',
  );
  expect(written.out).toContain('ok      acme-thing sample\n');
});

test('a target that is probably misspelt is told with its row and the field that was meant', async () => {
  const [sku, name] = DEFINITION.fields;
  const folder = await root.put('acme-thing', {
    'mapping.json': { ...DEFINITION, fields: [{ ...sku }, { ...name }, { to: 'listPrise', from: 'price' }] },
    'sample.in.json': SAMPLE,
    'sample.out.json': RECORD,
  });
  expect(await testMappings(folder)).toBe(0);
  expect(written.err).toBe(
    'acme-thing/mapping.json /fields/2/to unknown_target row 3: listPrise is no field of the record; did you mean listPrice?\n',
  );
});

test('a script that may not be saved is told by line and column', async () => {
  const folder = await root.put('acme-thing', {
    'mapping.json': { ...DEFINITION, script: true },
    'script.js': 'let count = 0;\nexport default function map(source, draft) { return draft; }\n',
    'sample.in.json': SAMPLE,
    'sample.out.json': RECORD,
  });
  expect(await testMappings(folder)).toBe(1);
  expect(written.err).toContain('acme-thing/script.js:1:1 mapping.script_refused ');
});

test('a script gets the same present on every day, so that its sample stays right', async () => {
  const folder = await root.put('acme-thing', {
    'mapping.json': { ...DEFINITION, script: true },
    'script.js':
      'export default function map(source, draft, ctx) { return { ...draft, description: ctx.now }; }\n',
    'sample.in.json': SAMPLE,
    'sample.out.json': { ...RECORD, description: '2026-01-01T00:00:00.000Z' },
  });
  expect(await testMappings(folder)).toBe(0);
});

test('--update writes what the samples give where it is missing or says otherwise, and touches nothing else', async () => {
  const right = '{"name":"Tea",\n"sku":"A"}';
  const folder = await root.put('acme-thing', {
    'mapping.json': DEFINITION,
    'sample.in.json': SAMPLE,
    'sample-new.in.json': SAMPLE,
    'sample-right.in.json': SAMPLE,
    'sample-refused.in.json': {},
    'sample.out.json': { sku: 'B' },
    'sample-right.out.json': right,
    'sample-refused.out.json': RECORD,
  });
  expect(await testMappings(folder)).toBe(1);
  expect(written.err).toContain('acme-thing/sample-new.out.json / is missing; --update writes it\n');
  expect(await testMappings(folder, '--update')).toBe(1);
  expect(written.out).toContain('4 samples: 1 ok, 1 failed, 2 updated\n');
  const read = (name: string) => readFile(path.join(folder, name), 'utf8');
  expect(await read('sample.out.json')).toBe('{\n  "sku": "A",\n  "name": "Tea"\n}\n');
  expect(JSON.parse(await read('sample-new.out.json'))).toEqual(RECORD);
  expect(await read('sample-right.out.json')).toBe(right);
  expect(JSON.parse(await read('sample-refused.out.json'))).toEqual(RECORD);
});

test('a mapping without a sample, and files that are no JSON object, are problems: 1', async () => {
  expect(await testMappings(await root.put('acme-none', { 'mapping.json': DEFINITION }))).toBe(1);
  expect(written.err).toBe('acme-none has no sample: it needs a sample.in.json\n');
  const folder = await root.put('acme-thing', {
    'mapping.json': DEFINITION,
    'sample.in.json': [],
    'sample.out.json': '{',
    'sample-lone.out.json': RECORD,
  });
  expect(await testMappings(folder)).toBe(1);
  expect(written.err).toContain('acme-thing/sample.in.json / is no JSON object\n');
  expect(written.err).toContain('acme-thing/sample-lone.in.json / cannot be read\n');
});

test('no folder, one without mappings, two of them and an unknown option are wrong use: 2', async () => {
  expect(await testMappings()).toBe(2);
  expect(await testMappings(root.path)).toBe(2);
  expect(await testMappings(path.join(root.path, 'gone'))).toBe(2);
  expect(await testMappings('a', 'b')).toBe(2);
  expect(await testMappings('a', '--fast')).toBe(2);
  expect(await runCommand(['mapping', 'guess'])).toBe(2);
  expect(written.out).toBe('');
});
