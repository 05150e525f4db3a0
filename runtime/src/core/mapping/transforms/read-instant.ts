import { isCivilDate } from '../../civil-date.ts';

/** 12 or 13 digits are 1973 to 2286; fewer would take a spelling such as 20261124 for an instant. */
const EPOCH_MS = /^[0-9]{12,13}$/;
/** Without an offset the instant would depend on who reads it. */
const INSTANT =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$/;

/** Reads an ISO 8601 instant with its offset, or epoch milliseconds; undefined for anything else. */
export function readInstant(text: string): Date | undefined {
  if (EPOCH_MS.test(text)) return new Date(Number(text));
  if (!INSTANT.test(text) || !isCivilDate(text.slice(0, 10))) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
