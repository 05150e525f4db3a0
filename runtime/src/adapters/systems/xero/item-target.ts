import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import type { XeroItem } from './api-types.ts';
import type { XeroClient } from './client.ts';

/** Xero's bounds (Items, Code and Name). */
const CODE_CHARS_MAX = 30;
const NAME_CHARS_MAX = 50;

const ItemFields = z.strictObject({ code: z.string().min(1), name: z.string().min(1) });

/** Reads an item by ItemID or by Code, which is our SKU. */
export async function readItem(client: XeroClient, idOrCode: string): Promise<TargetRecord | undefined> {
  const item = await client.findItem(idOrCode);
  return item === undefined ? undefined : itemToRecord(item);
}

function itemToRecord({ ItemID, Code, Name, Description }: XeroItem): TargetRecord {
  const isCut = Description !== Name && shortName(Description) === Name;
  return { externalId: ItemID, fields: { code: Code, name: isCut ? Description : Name } };
}

/** Creates or updates an item. Raises target.refused for a SKU that is longer than Xero's codes. */
export async function writeItem(client: XeroClient, write: TargetWrite): Promise<{ externalId: string }> {
  const fields = ItemFields.safeParse(write.fields).data;
  assert(fields !== undefined, 'an item has a code and a name');
  if (fields.code.length > CODE_CHARS_MAX) {
    throw new AppError('target.refused', {
      detail: `The SKU ${fields.code} is longer than the ${CODE_CHARS_MAX} characters of an item code in Xero.`,
    });
  }
  const record = {
    ...(write.externalId === undefined ? {} : { ItemID: write.externalId }),
    Code: fields.code,
    // A longer name is kept whole in the sales description, from which it is read back.
    Name: shortName(fields.name),
    Description: fields.name,
  };
  const method = write.externalId === undefined ? 'PUT' : 'POST';
  const { operationKey } = write;
  return { externalId: await client.save({ list: 'Items', method, record, operationKey }) };
}

function shortName(name: string): string {
  if (name.length <= NAME_CHARS_MAX) return name;
  // A cut between two halves of one character would not be text any more.
  const cut = name.slice(0, NAME_CHARS_MAX);
  return cut.isWellFormed() ? cut : name.slice(0, NAME_CHARS_MAX - 1);
}
