import { AppError } from '../../../core/app-error.ts';
import { assert } from '../../../core/assert.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { SyncFields, TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import type { HubspotClient } from './client.ts';
import { DEAL_TARGET_PROPERTIES, type DealTargetField } from './hubspot-properties.ts';

/** Reads what we keep on a deal; a field is null when the deal has none, undefined stands for no such deal. */
export async function readDealTarget(
  client: HubspotClient,
  dealId: string,
): Promise<TargetRecord | undefined> {
  try {
    const deal = await client.getObject('deals', dealId, Object.values(DEAL_TARGET_PROPERTIES));
    const fields: SyncFields = {};
    for (const [field, property] of Object.entries(DEAL_TARGET_PROPERTIES)) {
      fields[field] = deal.properties[property] || null;
    }
    return { externalId: deal.id, fields };
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.not_found') return undefined;
    throw error;
  }
}

/**
 * Writes fields to a deal that exists. Setting the same values again changes nothing, so a retry is safe without a
 * key. Raises target.refused without an external id, for we never create deals, and what the client raises.
 */
export async function writeDealTarget(
  client: HubspotClient,
  write: TargetWrite,
): Promise<{ externalId: string }> {
  if (write.externalId === undefined) {
    throw new AppError('target.refused', { detail: 'A deal is only ever updated: the write names none.' });
  }
  const { id } = await client.updateDeal(write.externalId, fieldsToProperties(write.fields));
  return { externalId: id };
}

function fieldsToProperties(fields: SyncFields): JsonObject {
  const properties: JsonObject = {};
  for (const [field, value] of Object.entries(fields)) {
    assert(isDealTargetField(field), `hubspot deal has no field ${field}`);
    assert(value === null || typeof value === 'string', `hubspot deal field ${field} is text`);
    // An empty text clears a property (HubSpot, CRM properties guide).
    properties[DEAL_TARGET_PROPERTIES[field]] = value ?? '';
  }
  return properties;
}

function isDealTargetField(field: string): field is DealTargetField {
  return Object.hasOwn(DEAL_TARGET_PROPERTIES, field);
}
