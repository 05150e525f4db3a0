import { createHash, timingSafeEqual } from 'node:crypto';
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { describeCause } from '../../core/describe-cause.ts';
import { isPermission, type Permission, permissionsOfRoles } from '../../core/permissions.ts';
import { apiKeys } from '../../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../context.ts';
import { noteRequest } from '../recent-requests.ts';
import { findKeyPlace, forgetKey, isKnownKey } from './key-places.ts';

/** A key as it was presented, and the request that it came with. */
export type ResolveApiKeyInput = {
  key: string;
  requestId: string;
  /** Asked before a key that is not known is looked up; throws where there were too many of them. */
  allowLookup: () => void;
};

/** The caller behind a key, with the key's id for limits that count per key. */
export type ResolvedApiKey = { ctx: Ctx; keyId: string };

const KEY_PATTERN = /^seikyu_live_[A-Za-z0-9_-]{43}$/;
const MINUTE_MS = 60_000;

const minuteOf = (at: Date): Date => new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);

/**
 * The caller behind an API key. A key of a person acts as that person, with what both the key and the person's roles
 * allow; any other key acts as a machine. Read from the database at every request, so that a revocation counts at once.
 * Throws what `allowLookup` throws, and `auth.invalid` for an unknown, expired or revoked key, all with the same text.
 */
export async function resolveApiKey(deps: FlowDeps, input: ResolveApiKeyInput): Promise<ResolvedApiKey> {
  if (!KEY_PATTERN.test(input.key)) throw new AppError('auth.invalid');
  const hash = createHash('sha256').update(input.key).digest();
  if (!isKnownKey(deps, hash)) input.allowLookup();
  const place = await findKeyPlace(deps, hash);
  if (place === undefined) throw new AppError('auth.invalid');
  const now = deps.clock.now();
  const [rows = []] = await deps.database.inOneTrip(place.organizationId, (hot) => [
    hot`
      select k.organization_id as "organizationId", k.id, k.name, k.hash, k.permissions, k.entity_ids as "entityIds",
        k.revoked_at is null and p.deactivated_at is null
          and coalesce(k.expires_at > ${now.toISOString()}::text::timestamptz, true) as "isInForce",
        coalesce(k.last_used_at < ${minuteOf(now).toISOString()}::text::timestamptz, true) as "isUseToNote",
        p.id as "personId", p.name as "personName", p.roles as "personRoles",
        p.entity_ids as "personEntityIds", array(select permission from roles r, unnest(r.permissions) permission
          where r.organization_id = p.organization_id and r.id = any(p.roles)) as "personOwnPermissions"
      from api_keys k left join people p on p.organization_id = k.organization_id and p.id = k.person_id
      where k.id = ${place.keyId}`,
  ]);
  const [found] = rows as KeyRow[];
  if (found === undefined || !isUsable(found, hash)) {
    forgetKey(deps, hash);
    throw new AppError('auth.invalid');
  }
  noteRequest(deps, place.organizationId, performance.now());
  noteUse(deps, found, now);
  return { ctx: toCtx(deps, found, input.requestId), keyId: found.id };
}

type KeyRow = Pick<
  typeof apiKeys.$inferSelect,
  'organizationId' | 'id' | 'name' | 'hash' | 'permissions' | 'entityIds'
> & { isInForce: boolean; isUseToNote: boolean } & (
    | { personId: null; personName: null; personRoles: null; personEntityIds: null }
    | {
        personId: string;
        personName: string;
        personRoles: string[];
        personOwnPermissions: string[];
        personEntityIds: string[] | null;
      }
  );
function isUsable(key: KeyRow, hash: Buffer): boolean {
  const isSame = key.hash.length === hash.length && timingSafeEqual(key.hash, hash);
  return isSame && key.isInForce;
}

function toCtx(deps: FlowDeps, key: KeyRow, requestId: string): Ctx {
  const held = key.permissions.filter(isPermission);
  const ofRoles =
    key.personId === null
      ? null
      : new Set<Permission>(permissionsOfRoles(key.personRoles, key.personOwnPermissions));
  return {
    organizationId: key.organizationId,
    actor:
      key.personId === null
        ? { kind: 'api_key', id: key.id, name: key.name }
        : { kind: 'person', id: key.personId, name: key.personName },
    permissions: new Set(ofRoles === null ? held : held.filter((permission) => ofRoles.has(permission))),
    roles: key.personRoles ?? [],
    entityIds: narrower(key.entityIds, key.personEntityIds),
    requestId,
    deps,
  };
}

/** What both a key and its person are granted; null grants all. */
function narrower(ofKey: string[] | null, ofPerson: string[] | null): string[] | null {
  if (ofKey === null || ofPerson === null) return ofKey ?? ofPerson;
  return ofKey.filter((entityId) => ofPerson.includes(entityId));
}

/** Writes the time of use once a minute and key, beside the request: nobody waits for it, and nothing fails with it. */
function noteUse(deps: FlowDeps, key: KeyRow, now: Date): void {
  if (!key.isUseToNote) return;
  const minute = minuteOf(now);
  deps.database
    .inOrganization(key.organizationId, (tx) =>
      tx
        .update(apiKeys)
        .set({ lastUsedAt: minute })
        .where(and(eq(apiKeys.id, key.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, minute)))),
    )
    .catch((cause: unknown) =>
      deps.log.warn({ keyId: key.id, err: describeCause(cause) }, 'last use of a key not noted'),
    );
}
