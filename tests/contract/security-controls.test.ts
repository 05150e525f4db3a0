import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tableUnder } from './support/read-markdown.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PROOF = /`(tests\/[^`]+)`: “([^”]+)”/g;

/** What stands before a title: a test, or the end of its table of cases. */
const CALL = /(\b(test|it)(\.\w+)*\(|\)\()\s*$/;

type Proof = { file: string; title: string };
const proofsOf = (cell: string): Proof[] =>
  [...cell.matchAll(PROOF)].map(([, file = '', title = '']) => ({ file, title }));

/** Why a proof is none; undefined where its file has a test with that title, as it is written there. */
function findFault({ file, title }: Proof): string | undefined {
  const place = path.join(ROOT, file);
  if (!existsSync(place)) return `${file} is not there`;
  const text = readFileSync(place, 'utf8');
  const isTitle = [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => {
    const parts = text.split(quoted);
    return parts.some((before, index) => CALL.test(before) && parts[index + 1]?.startsWith(',') === true);
  });
  return isTitle ? undefined : `${file} has no test "${title}"`;
}

const rows = tableUnder(readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8'), 'Controls');

test('the page of security has the controls S1 to S45, once each and in order', () => {
  expect(rows.map(([number]) => number)).toEqual(Array.from({ length: 45 }, (_, index) => `S${index + 1}`));
});

test('every control names a test that is there, or says what is not yet', () => {
  const faults = rows.flatMap(([number, control = '', how = '', proof = '']) => {
    const proofs = proofsOf(proof);
    const isAnswered = control !== '' && how !== '' && (proofs.length > 0 || proof.includes('**not yet**: '));
    return [
      ...(isAnswered ? [] : [`${number}: neither a proof nor what is missing`]),
      // What was meant as a proof and is not written as one would be checked by nobody.
      ...(proofs.length === proof.split('`tests/').length - 1 ? [] : [`${number}: a test without its title`]),
      ...proofs.flatMap((each) => findFault(each) ?? []).map((fault) => `${number}: ${fault}`),
    ];
  });
  expect(faults).toEqual([]);
});

test('a test that there is not is found out', () => {
  expect(findFault({ file: 'tests/contract/nothing.test.ts', title: 'x' })).toContain('is not there');
  expect(findFault({ file: 'tests/contract/openapi.test.ts', title: 'no such test' })).toContain('no test');
  expect(findFault({ file: 'tests/contract/openapi.test.ts', title: 'openapi' })).toContain('no test');
});
