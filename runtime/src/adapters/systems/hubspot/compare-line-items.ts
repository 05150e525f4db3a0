import type { HubspotObject } from './api-types.ts';

/**
 * Orders lines as the quote shows them: by position, those without one last, then by id, so that the same deal
 * always gives the same payload.
 */
export function compareLineItems(left: HubspotObject, right: HubspotObject): number {
  return (
    positionOf(left) - positionOf(right) || left.id.length - right.id.length || (left.id < right.id ? -1 : 1)
  );
}

function positionOf({ properties }: HubspotObject): number {
  const text = properties['hs_position_on_quote'] ?? '';
  return /^[0-9]{1,9}$/.test(text) ? Number.parseInt(text, 10) : Number.MAX_SAFE_INTEGER;
}
