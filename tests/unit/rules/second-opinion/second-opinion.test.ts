import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RuleSet } from '../../../../runtime/src/core/rules/rule-set.ts';
import { CORPUS } from './corpus.ts';
import { DIFFERENCES } from './differences.ts';
import { firstOpinion } from './first-opinion.ts';
import { SAMPLES } from './sample-facts.ts';
import { secondOpinion } from './second-engine.ts';

const shippedFolder = new URL('../../../../mappings/rules/', import.meta.url);
const shipped = readdirSync(shippedFolder).flatMap((file) =>
  RuleSet.parse(JSON.parse(readFileSync(new URL(file, shippedFolder), 'utf8'))).rules.map(({ when }) => when),
);

describe('another implementation of CEL agrees', () => {
  test.each(Object.entries(CORPUS))('on conditions of %s, for every sample', (_what, conditions) => {
    for (const [sample, facts] of Object.entries(SAMPLES)) {
      const ours = conditions.map((condition) => [sample, condition, firstOpinion(condition, facts)]);
      const theirs = conditions.map((condition) => [sample, condition, secondOpinion(condition, facts)]);
      expect(ours).toEqual(theirs);
    }
  });

  test.each(shipped)('on the shipped rule %s, with an answer', (condition) => {
    const { bare, ...known } = SAMPLES;
    for (const facts of Object.values(known)) {
      expect(firstOpinion(condition, facts)).toBeTypeOf('boolean');
      expect(secondOpinion(condition, facts)).toBe(firstOpinion(condition, facts));
    }
    expect([firstOpinion(condition, bare), secondOpinion(condition, bare)]).toEqual([
      'no answer',
      'no answer',
    ]);
  });
});

test.each(DIFFERENCES)(
  'the engines differ by design on $condition',
  ({ condition, ours, theirs, reason }) => {
    expect(reason).not.toBe('');
    expect(ours).not.toBe(theirs);
    expect([firstOpinion(condition, SAMPLES.plain), secondOpinion(condition, SAMPLES.plain)]).toEqual([
      ours,
      theirs,
    ]);
  },
);

test('the corpus is large, answers in every way, and holds no condition twice', () => {
  const conditions = Object.values(CORPUS).flat();
  expect(conditions.length).toBeGreaterThanOrEqual(120);
  expect(new Set(conditions).size).toBe(conditions.length);
  const answers = conditions.map((condition) => firstOpinion(condition, SAMPLES.rich));
  for (const answer of [true, false, 'no answer'] as const)
    expect(answers.filter((one) => one === answer).length).toBeGreaterThan(30);
});
