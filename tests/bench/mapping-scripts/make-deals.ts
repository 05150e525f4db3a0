import { readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject } from '../../../runtime/src/core/json.ts';
import { compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';
import type { ScriptBatch } from '../../../runtime/src/flow/ports.ts';

const MAPPING = new URL('../../../mappings/hubspot-deal/', import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, MAPPING), 'utf8');

/** The script that comes with the mapping of HubSpot's deals. */
export const SHIPPED_SCRIPT = text('script.js');

/** What most scripts are: a few fields that rows cannot say, decided from a few fields of the record. */
export const TYPICAL_SCRIPT = `
const WON = ['closedwon', '1203918273'];
const DAYS = { 'net:15': 15, 'net:30': 30, 'net:60': 60 };
const REGIONS = { default: 'us', emea: 'eu', apac: 'jp' };

export default function map(source, draft, ctx) {
  const { dealstage, pipeline, seikyu_payment_terms, deal_currency_code } = source.properties;
  const isWon = WON.includes(dealstage);
  const days = DAYS[seikyu_payment_terms] ?? 30;
  const region = ctx.helpers.lookup(REGIONS, pipeline, 'other');
  return {
    ...draft,
    isWon,
    title: ctx.helpers.text.collapse(draft.title) + ' (' + region + ')',
    terms: isWon ? 'net:' + days : draft.terms,
    notes: deal_currency_code === 'JPY' ? ['税込'] : [],
  };
}
`;

/** Deals as HubSpot sends them, of about 1.7 kB each and no two alike, with the drafts that the rows of the mapping make. */
export function makeDeals(count: number): ScriptBatch['items'] {
  const sample: unknown = JSON.parse(text('sample.in.json'));
  const compilation = compileMapping(JSON.parse(text('mapping.json')));
  if (!compilation.ok || !isJsonObject(sample)) throw new Error('the mapping of the bench does not compile');
  const { value: mapping } = compilation;
  return Array.from({ length: count }, (_, at) => {
    const source = vary(sample, at);
    return { source, draft: mapping.run(source).draft };
  });
}

function vary(sample: JsonObject, at: number): JsonObject {
  const deal = structuredClone(sample);
  const { properties } = deal;
  if (!isJsonObject(properties)) throw new Error('a deal has properties');
  Object.assign(properties, {
    dealname: `Northwind: platform rollout ${at}`,
    dealstage: at % 3 === 0 ? 'closedwon' : 'contractsent',
    pipeline: ['default', 'emea', 'apac', 'latam'][at % 4],
  });
  return { ...deal, id: String(21_940_000_000 + at) };
}
