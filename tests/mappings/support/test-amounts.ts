import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assert } from '../../../runtime/src/core/assert.ts';
import { readPlace } from '../../../runtime/src/core/mapping/read-place.ts';
import { folderRunner } from './run-folder.ts';
import { type Said, shortest, type Way } from './said-amounts.ts';

type Run = ReturnType<typeof folderRunner>;

/** The amounts that a mapping makes of records, at their place. */
async function amountsOf(run: Run, { folder, record, at }: Way, all: Said[]): Promise<string[]> {
  const outcomes = await run(
    folder,
    all.map(({ value, currency }) => record(value, currency)),
  );
  return outcomes.map((outcome) => {
    assert(outcome.ok, JSON.stringify(outcome));
    const text = readPlace(JSON.parse(JSON.stringify(outcome.record)), at);
    assert(typeof text === 'string' && /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text), `${text} is plain`);
    return shortest(text);
  });
}

const belowZero = ({ value, currency, means }: Said): Said => ({
  value: typeof value === 'number' ? -value : `-${value}`,
  currency,
  means: `-${means}`,
});

/** Declares, for each way, that amounts arrive as they were said. */
export function testAmounts(ways: readonly Way[]): void {
  const run = folderRunner();
  const named = ways.map((way): [string, string, Way] => [way.folder, way.at.join('.'), way]);
  describe.each(named)('%s: %s', (_folder, _at, way) => {
    test('an amount as the vendor writes it becomes the same exact decimal', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(way.said, { minLength: 1, maxLength: 20 }), async (all) => {
          expect(await amountsOf(run, way, all)).toEqual(all.map(({ means }) => shortest(means)));
        }),
        { numRuns: 20 },
      );
    });

    const outcome = way.isMirror ? 'stays below zero' : 'is refused';
    test(`an amount below zero ${outcome} and is never turned round`, async () => {
      await fc.assert(
        fc.asyncProperty(way.said.map(belowZero), async (said) => {
          if (way.isMirror) expect(await amountsOf(run, way, [said])).toEqual([shortest(said.means)]);
          else
            expect(await run(way.folder, [way.record(said.value, said.currency)])).toMatchObject([
              { ok: false },
            ]);
        }),
        { numRuns: 10 },
      );
    });
  });
}
