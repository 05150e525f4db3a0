import Big from 'big.js';
import { compareFields } from '../../runtime/src/core/sync/compare-fields.ts';
import type { Connector, RawRecord, SyncFields, TargetWrite } from '../../runtime/src/flow/ports.ts';
import { z } from './zod.ts';

const Allocation = z.object({ invoiceId: z.string(), amount: z.string() });

/** A system in memory that holds what is written to it, with a switch for what goes wrong. */
export type FakeConnector = Connector & {
  /** What `get` brings, by `object/externalId`. */
  records: Map<string, RawRecord[]>;
  /** What was written, by `object/externalId`. */
  held: Map<string, SyncFields>;
  writes: TargetWrite[];
  /** Called before each write; throws to refuse, after the write when `commitFirst`. */
  fault: {
    onWrite?: (write: TargetWrite) => void;
    commitFirst?: boolean;
    alter?: (fields: SyncFields) => SyncFields;
  };
  gets: string[];
};

/** What is due on an invoice after the credit notes that were written; nobody pays anything here. */
function balanceOf(held: ReadonlyMap<string, SyncFields>, invoiceId: string): SyncFields {
  const total = String(held.get(`invoice/${invoiceId}`)?.['total'] ?? '0');
  const digits = total.split('.')[1]?.length ?? 0;
  const credited = [...held]
    .filter(([place]) => place.startsWith('credit_note/'))
    .flatMap(([, fields]) => z.array(Allocation).parse(fields['allocations']))
    .filter((allocation) => allocation.invoiceId === invoiceId)
    .reduce((sum, { amount }) => sum.plus(amount), new Big(0));
  const text = (amount: Big): string => amount.toFixed(digits);
  return { paid: text(new Big(0)), credited: text(credited), due: text(new Big(total).minus(credited)) };
}

/** Makes an empty one; `matchKeyOf` is the field by which `find` searches. */
export function createFakeConnector(system: string, matchFields: Record<string, string>): FakeConnector {
  const records = new Map<string, RawRecord[]>();
  const held = new Map<string, SyncFields>();
  const writes: TargetWrite[] = [];
  const gets: string[] = [];
  const fault: FakeConnector['fault'] = {};
  let nextId = 1;
  return {
    system,
    records,
    held,
    writes,
    gets,
    fault,
    verifyWebhook: () => ({ ok: true }),
    parseWebhook: () => ({ ok: true, value: [] }),
    get: async (object, externalId) => {
      gets.push(`${object}/${externalId}`);
      return records.get(`${object}/${externalId}`) ?? [];
    },
    describeFields: async () => [],
    find: async (object, matchKey) => {
      const field = matchFields[object];
      for (const [place, fields] of held) {
        if (!place.startsWith(`${object}/`)) continue;
        if (field !== undefined && fields[field] === matchKey)
          return { externalId: place.slice(object.length + 1), fields };
      }
      return undefined;
    },
    read: async (object, externalId) => {
      if (object === 'invoice_balance') return { externalId, fields: balanceOf(held, externalId) };
      const fields = held.get(`${object}/${externalId}`);
      return fields === undefined ? undefined : { externalId, fields };
    },
    write: async (write) => {
      if (fault.commitFirst !== true) fault.onWrite?.(write);
      const externalId = write.externalId ?? `x${nextId++}`;
      const place = `${write.object}/${externalId}`;
      const before = held.get(place) ?? {};
      if (compareFields(write.fields, before).length > 0) writes.push(write);
      const fields = { ...before, ...write.fields };
      held.set(place, fault.alter?.(fields) ?? fields);
      if (fault.commitFirst === true) fault.onWrite?.(write);
      return { externalId };
    },
  };
}
