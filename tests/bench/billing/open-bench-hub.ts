import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../../runtime/src/config.ts';
import { PERMISSIONS } from '../../../runtime/src/core/permissions.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { createProduct } from '../../../runtime/src/flow/setup/create-product.ts';
import { type Hub, startHub } from '../../../runtime/src/start-hub.ts';
import { makeSampleOrganization } from '../../support/make-sample-organization.ts';
import { createMovableClock, type MovableClock } from '../../support/movable-clock.ts';
import { findFreePort } from '../../support/spawn-hub.ts';

/** A hub on the embedded Postgres, as it is started for people, with one organization and a clock that is moved. */
export type BenchHub = {
  hub: Hub;
  clock: MovableClock;
  organization: { organizationId: string; usEntityId: string; jpEntityId: string; ownerId: string };
  ctx: Ctx;
  close(): Promise<void>;
};

/** Opens one that neither serves nor works. It sells the two products of `sampleContract`. */
export async function openBenchHub(): Promise<BenchHub> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-billing-'));
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => undefined });
  const clock = createMovableClock('2026-01-01T12:00:00Z');
  const environment = {
    SEIKYU_DATA: folder,
    SEIKYU_PORT: String(await findFreePort()),
    SEIKYU_SECRET_KEY: randomBytes(32).toString('base64'),
  };
  const hub = await startHub({
    config: readConfig(environment, folder),
    databaseUrl: postgres.url,
    role: { serves: false, works: false },
    log: createLog('error'),
    clock,
    isAlone: false,
  });
  const organization = await makeSampleOrganization(hub.deps);
  const ctx: Ctx = {
    organizationId: organization.organizationId,
    actor: { kind: 'system', id: 'hub', name: 'Seikyu' },
    permissions: new Set(PERMISSIONS),
    roles: [],
    entityIds: null,
    requestId: 'req_bench',
    deps: hub.deps,
  };
  await hub.database.inOrganization(organization.organizationId, async (tx) => {
    for (const sku of ['PLATFORM', 'SEAT', 'API']) {
      await createProduct(tx, ctx, {
        ...{ sku, names: { en: sku, ja: sku }, unit: 'EA', taxClass: 'standard', maxDiscountPercent: '0' },
        ...{ validFrom: '2026-01-01', prices: { USD: '249' } },
      });
    }
  });
  return {
    ...{ hub, clock, organization, ctx },
    close: async () => {
      await hub.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
