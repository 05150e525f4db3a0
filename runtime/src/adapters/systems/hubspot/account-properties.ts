import { AppError } from '../../../core/app-error.ts';
import type { HubspotProperty } from './api-types.ts';
import type { HubspotClient } from './client.ts';
import { ECHO_PREFIX, HUBSPOT_PROPERTIES, type HubspotObjectType } from './hubspot-properties.ts';

/** How long a known list serves fetches: a custom property that was just made comes with records after that time. */
const KNOWN_MS = 300_000;

/** What the account has, as far as we fetch it. */
export type AccountProperties = {
  /** The definitions of what we fetch, asked of HubSpot now. Raises `target.*`. */
  describe(type: HubspotObjectType): Promise<HubspotProperty[]>;
  /**
   * The names that a fetch asks for: the usual ones and every custom property. An account that does not let us read its
   * definitions has the usual ones. Raises `target.*` otherwise: a record without its custom values would be another.
   */
  namesOf(type: HubspotObjectType): Promise<readonly string[]>;
};

/** The properties of one account. `nowMs` is elapsed time. */
export function createAccountProperties(
  client: Pick<HubspotClient, 'listProperties'>,
  nowMs: () => number,
): AccountProperties {
  const known = new Map<HubspotObjectType, { names: Promise<readonly string[]>; atMs: number }>();
  const describe = async (type: HubspotObjectType): Promise<HubspotProperty[]> => {
    const usual = new Set<string>(HUBSPOT_PROPERTIES[type]);
    const defined = await client.listProperties(type);
    return defined.filter((property) => usual.has(property.name) || isCustomSource(property));
  };
  const askNames = async (type: HubspotObjectType): Promise<readonly string[]> => {
    const usual = HUBSPOT_PROPERTIES[type];
    try {
      return [...new Set([...usual, ...(await describe(type)).map(({ name }) => name)])];
    } catch (error) {
      if (error instanceof AppError && error.code === 'target.forbidden') return usual;
      throw error;
    }
  };
  return {
    describe,
    namesOf(type) {
      const last = known.get(type);
      if (last !== undefined && nowMs() - last.atMs < KNOWN_MS) return last.names;
      const names = askNames(type);
      known.set(type, { names, atMs: nowMs() });
      names.catch(() => known.delete(type));
      return names;
    },
  };
}

/** What we write is no source: read back, each of our own writes would make a new version of the record. */
const isCustomSource = ({ name, hubspotDefined }: HubspotProperty): boolean =>
  hubspotDefined !== true && !name.startsWith(ECHO_PREFIX);
