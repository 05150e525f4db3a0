import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { compileMapping } from '../../runtime/src/core/mapping/compile-mapping.ts';
import { type HubspotDeal, handWrittenDeal } from './mapping-rows/hand-written-deal.ts';
import { type Figure, moreIsBetter, percentile } from './report.ts';

const DEALS = 10_000;
const ROUNDS = 15;
/** Both are compiled by the machine before they are measured. */
const WARM_UP_ROUNDS = 3;

/** The rows of mappings/hubspot-deal over deals of about 1.7 kB, against the same mapping written by hand, in turn. */
export async function benchMappingRows(): Promise<Figure[]> {
  const compiled = compileMapping(JSON.parse(await sampleText('mapping.json')));
  assert(compiled.ok, 'the mapping compiles');
  const deals = distinctDeals(JSON.parse(await sampleText('sample.in.json')));
  for (const deal of deals) {
    const { draft, refusals } = compiled.value.run(deal);
    assert.deepEqual(refusals, []);
    assert.deepEqual(draft, handWrittenDeal(deal));
  }
  const rows: number[] = [];
  const byHand: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1) {
    const took = [
      millisecondsOf(deals, (deal) => compiled.value.run(deal).draft),
      millisecondsOf(deals, handWrittenDeal),
    ];
    if (round < 0) continue;
    rows.push(took[0] ?? 0);
    byHand.push(took[1] ?? 0);
  }
  const perSecond = (samples: number[]) => (DEALS * 1000) / percentile(samples, 0.5);
  return [moreIsBetter('rows of a mapping, deals', perSecond(rows), perSecond(byHand), '/s', 'by hand')];
}

const sampleText = (name: string): Promise<string> =>
  readFile(new URL(`../../mappings/hubspot-deal/${name}`, import.meta.url), 'utf8');

/** Deals that share no text, as they come from the database: parsed one by one. */
function distinctDeals(sample: HubspotDeal): HubspotDeal[] {
  return Array.from({ length: DEALS }, (_none, at) => {
    const deal: HubspotDeal = JSON.parse(JSON.stringify(sample).replaceAll('330188', String(100_000 + at)));
    deal.properties['dealname'] = `Northwind: platform rollout ${at}`;
    return deal;
  });
}

/** The drafts are looked at, so that making them cannot be left out. */
function millisecondsOf(deals: readonly HubspotDeal[], map: (deal: HubspotDeal) => object): number {
  const startedAt = performance.now();
  let count = 0;
  for (const deal of deals) count += Object.keys(map(deal)).length;
  const took = performance.now() - startedAt;
  assert(count >= deals.length, 'every deal gave a draft');
  return took;
}
