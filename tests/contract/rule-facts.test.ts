import { expect, test } from 'vitest';
import { factHelp, factName } from '../../runtime/src/console/parts/rules/fact-words.ts';
import { textsOf } from '../../runtime/src/console/texts/texts-of.ts';
import { createCelEngine } from '../../runtime/src/core/rules/cel-engine.ts';
import { FACT_TYPES, LINE_FACT_TYPES } from '../../runtime/src/core/rules/rule-facts.ts';
import { exampleCondition, ruleFactsPage, SCOPED } from './support/rule-facts-page.ts';

test('the page of the facts is what the catalogue says (npm run pages writes it)', async () => {
  await expect(ruleFactsPage()).toMatchFileSnapshot('../../docs/rule-facts.md');
});

test('every fact that a condition can name is in the catalogue, with a help text in both languages', () => {
  const named = [...Object.keys(FACT_TYPES), ...Object.keys(LINE_FACT_TYPES)].filter(
    (name) => name !== 'lines',
  );
  expect(SCOPED.map(([, name]) => name).toSorted()).toEqual(named.toSorted());
  for (const locale of ['en', 'ja'] as const) {
    for (const [scope, name] of SCOPED) {
      const words = { texts: textsOf(locale) };
      const [help, called] = [factHelp(words, scope, name).what, factName(words, scope, name)];
      expect(help.length, name).toBeGreaterThan(called.length / 2);
      expect(help, name).not.toBe(called);
    }
  }
});

test.each(SCOPED)(
  'the example of %s %s can be typed in the form and compiles, in any currency',
  (scope, name, fact) => {
    const engine = createCelEngine();
    for (const currency of ['USD', 'JPY', 'KWD']) {
      const condition = exampleCondition(scope, name, fact, currency);
      expect(engine.compile(condition)).toMatchObject({ ok: true });
    }
  },
);
