import type { JsonObject } from '../../runtime/src/core/json.ts';
import type { RawRecord } from '../../runtime/src/flow/ports.ts';
import { HOSTILE_TEXTS, type HostileKind } from './hostile-texts.ts';
import { sampleBundle } from './sample-records.ts';

/** The records of a won deal whose title is hostile, as is the name of its company, which has no other deal. */
export function hostileDeal(kind: HostileKind): RawRecord[] {
  const name = HOSTILE_TEXTS[kind];
  return sampleBundle({ id: kind, lines: [{ id: `l-${kind}`, sku: 'API-P' }] }).map((record) => {
    if (record.object === 'contact') return record;
    const isCompany = record.object === 'company';
    const id = isCompany ? `c-${kind}` : kind;
    const payload = record.payload as JsonObject;
    const named = { [isCompany ? 'name' : 'dealname']: name };
    const properties = { ...(payload['properties'] as JsonObject), ...named };
    const parties = isCompany ? {} : { companies: [`c-${kind}`] };
    return { ...record, externalId: id, payload: { ...payload, id, properties, ...parties } };
  });
}

/** What the mapping keeps of a company's name. */
export const keptName = (kind: HostileKind): string => HOSTILE_TEXTS[kind].trim().normalize('NFKC');
