import { hash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { FlowDeps } from '../context.ts';

/** Where an API key is stored. */
export type KeyPlace = { organizationId: string; keyId: string };

/** A hash never moves to another key, so its place may be remembered; whether the key still counts may not. */
const placesOfDeps = new WeakMap<FlowDeps, Map<string, KeyPlace>>();
const PLACES_MAX = 10_000;

function placesOf(deps: FlowDeps): Map<string, KeyPlace> {
  const places = placesOfDeps.get(deps) ?? new Map<string, KeyPlace>();
  placesOfDeps.set(deps, places);
  return places;
}

/** True for the hash of a key that was found before and has not been refused since: it is no guess. */
export const isKnownKey = (deps: FlowDeps, keyHash: Buffer): boolean =>
  placesOf(deps).has(keyHash.toString('hex'));

/** The place of a key that was found before and has not been refused since, without a question to the database. */
export const findKnownKey = (deps: FlowDeps, key: string): KeyPlace | undefined =>
  placesOf(deps).get(hash('sha256', key, 'hex'));

/** Makes a key that is refused one that is not known. */
export const forgetKey = (deps: FlowDeps, keyHash: Buffer): void =>
  void placesOf(deps).delete(keyHash.toString('hex'));

/** The place of the key with this hash; undefined for a hash that no key has. */
export async function findKeyPlace(deps: FlowDeps, keyHash: Buffer): Promise<KeyPlace | undefined> {
  const places = placesOf(deps);
  const name = keyHash.toString('hex');
  const known = places.get(name);
  if (known !== undefined) return known;
  const [row] = await deps.database.inNoOrganization((tx) =>
    tx.execute<{ organization_id: string; object_id: string }>(
      sql`select * from find_lookup('api_key', ${keyHash})`,
    ),
  );
  if (row === undefined) return undefined;
  const place = { organizationId: row.organization_id, keyId: row.object_id };
  if (places.size >= PLACES_MAX) places.clear();
  places.set(name, place);
  return place;
}
