import type { Permission } from '../../../runtime/src/core/permissions.ts';
import { PERMISSIONS } from '../../../runtime/src/core/permissions.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { createInboxWriter } from '../../../runtime/src/flow/ingest/create-inbox-writer.ts';
import { createApiKey } from '../../../runtime/src/flow/setup/create-api-key.ts';
import { createApp } from '../../../runtime/src/http/create-app.ts';
import type { HttpLimits } from '../../../runtime/src/http/limits.ts';
import { assertNoCanary } from '../../support/canaries.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import type { SeededOrganization } from '../../support/seed-organization.ts';

/** How a test calls the API. */
export type Call = {
  method?: string;
  /** Sent as JSON. */
  json?: unknown;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  idempotencyKey?: string;
};

/** Who a key is made for. */
export type KeyWish = {
  permissions?: readonly Permission[];
  person?: Ctx;
  entityIds?: string[];
  expiresAt?: string;
  organization?: SeededOrganization;
};

/** A loop with the API on it. */
export type HttpLoop = Loop & {
  app: ReturnType<typeof createApp>;
  /** Makes a key; all permissions unless told otherwise, without `approve` for a machine. */
  key(wish?: KeyWish): Promise<{ id: string; key: string }>;
  call(key: string | undefined, path: string, call?: Call): Promise<Response>;
};

const MACHINE = PERMISSIONS.filter((permission) => permission !== 'approve');

/** Starts one; close `loop.hub` in `afterAll`. The quota is out of the way unless a test asks for one. */
export async function createHttpLoop(limits: Partial<HttpLimits> = {}): Promise<HttpLoop> {
  const loop = await createLoop();
  const { deps } = loop.hub;
  const app = createApp({
    deps,
    inbox: createInboxWriter(deps),
    isReady: async () => true,
    limits: {
      requestsMax: 100_000,
      organizationRequestsMax: 1_000_000,
      unknownKeysMax: 100_000,
      ...limits,
    },
  });
  return {
    ...loop,
    app,
    key: (wish = {}) => {
      const organization = wish.organization ?? loop.organization;
      return loop.hub.database.inOrganization(organization.id, (tx) =>
        createApiKey(tx, loop.hub.system(organization.id), {
          name: 'Test',
          permissions: [...(wish.permissions ?? (wish.person === undefined ? MACHINE : PERMISSIONS))],
          ...(wish.person === undefined ? {} : { personId: wish.person.actor.id }),
          ...(wish.entityIds === undefined ? {} : { entityIds: wish.entityIds }),
          ...(wish.expiresAt === undefined ? {} : { expiresAt: wish.expiresAt }),
        }),
      );
    },
    call: async (key, path, call = {}) => {
      const headers = new Headers(call.headers);
      if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
      if (call.json !== undefined) headers.set('content-type', 'application/json');
      if (call.idempotencyKey !== undefined) headers.set('idempotency-key', call.idempotencyKey);
      const body = call.json === undefined ? call.body : JSON.stringify(call.json);
      const method = call.method ?? (body === undefined ? 'GET' : 'POST');
      const answer = await app.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
      if (answer.status >= 400) assertNoCanary(await answer.clone().text(), 'a problem document');
      return answer;
    },
  };
}
