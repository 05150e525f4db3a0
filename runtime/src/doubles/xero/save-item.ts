import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { JsonObject } from '../../core/json.ts';
import type { XeroStore } from './create-xero-store.ts';
import { refused, type SavedRecord } from './saved-record.ts';
import { itemToApi } from './to-api.ts';
import type { StoredItem } from './xero-types.ts';

const Input = z.object({
  ItemID: z.string().optional(),
  Code: z.string(),
  Name: z.string().optional(),
  Description: z.string().optional(),
});

/** Creates an item, or with `isUpdate` changes one by its id; codes are unique. */
export function saveItem(
  store: XeroStore,
  record: JsonObject,
  { isUpdate, atMs }: { isUpdate: boolean; atMs: number },
): SavedRecord {
  const input = Input.parse(record);
  const before = isUpdate ? store.items().find(({ itemId }) => itemId === input.ItemID) : undefined;
  if (isUpdate && before === undefined)
    return refused(record, ['The item with the specified ID could not be found.']);
  const after: StoredItem = {
    itemId: before?.itemId ?? randomUUID(),
    code: input.Code,
    name: input.Name ?? before?.name ?? '',
    description: input.Description ?? before?.description ?? '',
    updatedAtMs: atMs,
  };
  if (store.items().some(({ itemId, code }) => itemId !== after.itemId && code === after.code)) {
    return refused(record, [`Price List Item with Code '${after.code}' already exists`]);
  }
  store.putItem(after);
  return { isSaved: true, record: itemToApi(after), id: after.itemId };
}
