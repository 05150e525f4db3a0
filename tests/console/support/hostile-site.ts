import type { JsonObject } from '../../../runtime/src/core/json.ts';
import type { RawRecord } from '../../../runtime/src/flow/ports.ts';
import { HOSTILE_KINDS, HOSTILE_TEXTS } from '../../support/hostile-texts.ts';
import { acceptFiles } from '../../support/push-files.ts';
import { contractOf, HUDSON, monthly } from '../../support/sample-contracts.ts';
import { sampleBundle } from '../../support/sample-records.ts';
import { createConsole, type TestConsole } from './create-console.ts';

/** Each text is the name of a company, and the next ones are its address, its contact and the title of its deal. */
export const HOSTILE_DEALS = HOSTILE_KINDS.length;

const textAt = (index: number): string => {
  const kind = HOSTILE_KINDS[index % HOSTILE_KINDS.length];
  if (kind === undefined) throw new Error('there are texts');
  return HOSTILE_TEXTS[kind];
};

/** A console over records whose free texts are hostile: deals that wait for an approval, one that was issued, a contract. */
export async function createHostileSite(): Promise<TestConsole> {
  const site = await createConsole();
  const { loop } = site;
  for (let index = 0; index < HOSTILE_DEALS; index += 1)
    await loop.tell(
      'deal',
      String(100 + index),
      hostileBundle(index, { sku: 'PLAT-Y', discountPercent: '15' }),
    );
  await loop.tell('deal', '99', hostileBundle(-1, { sku: 'API-P' }));
  const push = await acceptFiles(loop);
  await push('customer', { ...HUDSON, name: textAt(3), legal_name: textAt(4), address_line1: textAt(5) });
  await push('contract', {
    ...contractOf({ id: textAt(3), startsOn: '2026-11-01', plan: monthly('1') }),
    title: textAt(6),
  });
  return site;
}

type Sold = { sku: string; discountPercent?: string };

function hostileBundle(index: number, sold: Sold): RawRecord[] {
  const dealId = String(100 + index);
  const textNext = (next: number): string => textAt(Math.max(index, 0) + next);
  const lines = [{ id: `l-${dealId}`, ...sold }];
  const [company, contact, deal] = sampleBundle({ id: dealId, lines });
  if (company === undefined || contact === undefined || deal === undefined) throw new Error('three records');
  const payload = deal.payload as JsonObject;
  return [
    withTexts(company, `c-${dealId}`, { name: textNext(0), address: textNext(1) }),
    withTexts(contact, `p-${dealId}`, { firstname: textNext(2), lastname: '' }),
    {
      ...deal,
      payload: {
        ...payload,
        properties: { ...(payload['properties'] as JsonObject), dealname: textNext(3) },
        companies: [`c-${dealId}`],
        contacts: [`p-${dealId}`],
      },
    },
  ];
}

function withTexts(record: RawRecord, id: string, texts: JsonObject): RawRecord {
  const payload = record.payload as JsonObject;
  const properties = { ...(payload['properties'] as JsonObject), ...texts };
  return { ...record, externalId: id, payload: { ...payload, id, properties } };
}
