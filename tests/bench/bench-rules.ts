import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import { startEmbeddedPostgres } from '../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '../../runtime/src/adapters/system/create-log.ts';
import { readConfig } from '../../runtime/src/config.ts';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { permissionsOfRoles } from '../../runtime/src/core/permissions.ts';
import { compileRuleSet } from '../../runtime/src/core/rules/compile-rule-set.ts';
import { routeInvoice } from '../../runtime/src/core/rules/route-invoice.ts';
import { PRODUCTS } from '../../runtime/src/demo/sample-organization.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import { simulateRules } from '../../runtime/src/flow/rules/simulate-rules.ts';
import { createProduct } from '../../runtime/src/flow/setup/create-product.ts';
import { publishReadyRuleSet } from '../../runtime/src/flow/setup/publish-ready-data.ts';
import { startHub } from '../../runtime/src/start-hub.ts';
import { makeSampleOrganization } from '../support/make-sample-organization.ts';
import { seedManyInvoices } from '../support/seed-many-invoices.ts';
import { findFreePort } from '../support/spawn-hub.ts';
import { sampleFacts, sampleLine } from '../unit/rules/sample-invoice.ts';
import { type Figure, lessIsBetter, percentile } from './report.ts';

const LINES = 3;
const ROUTES = 2_000;
/** One in five is of the entity in Japan and one in fifty discarded: 10,000 of the other are simulated. */
const INVOICES = 12_850;
const SIMULATED = 10_000;
const ROUNDS = 7;

/** Conditions as admins write them, over numbers, texts and lines. */
const CONDITIONS = [
  (at: number) => `maxDiscountPpm > ${100_000 + at * 1_000}`,
  (at: number) => `totalMinor > ${700_000 + at * 1_000} && isNewCustomer`,
  (at: number) => `lines.exists(l, l.discountPpm > ${50_000 + at} && l.sku.startsWith("PLAT"))`,
  (at: number) => `termsDaysMax > ${45 + at} || (hasManualPrice && currency == "USD")`,
  (at: number) => `documentKind in ["invoice", "final"] && marginPpm < ${-50_000_000 - at}`,
];

/** Rules of which some apply: one invoice routed by 50 of them, and 20 of them over stored invoices beside those in force. */
export async function benchRules(): Promise<Figure[]> {
  return [routeFigure(), ...(await simulationFigures())];
}

function ruleSetOf(count: number, from = 0): JsonObject {
  return {
    currency: 'USD',
    rules: Array.from({ length: count }, (_none, at) => ({
      id: `rule-${at}`,
      when: CONDITIONS[at % CONDITIONS.length]?.(at + from) ?? 'false',
      reason: { en: `Rule ${at}.`, ja: `ルール${at}` },
      steps: [{ approver: { kind: 'role', role: 'finance_approver' } }],
    })),
    defaultRow: { autoApproveUpTo: '50000.00' },
  };
}

function routeFigure(): Figure {
  const compiled = compileRuleSet(ruleSetOf(50));
  if (!compiled.ok) throw new Error(compiled.reason);
  const lines = Array.from({ length: LINES }, (_none, at) => sampleLine({ position: at + 1 }));
  const samples: number[] = [];
  for (let round = -ROUTES; round < ROUTES; round += 1) {
    const facts = { ...sampleFacts({ lines }), customerId: `cus_${round}` };
    const startedAt = performance.now();
    const { outcome } = routeInvoice(compiled.value, facts);
    if (round >= 0) samples.push(performance.now() - startedAt);
    if (outcome !== 'auto_approved') throw new Error('the sample needs no approval');
  }
  return lessIsBetter('50 rules over one invoice, p95', percentile(samples, 0.95), 0.4, 'ms', 'goal');
}

async function simulationFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-rules-'));
  const embedded = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), log: () => undefined });
  const environment = {
    SEIKYU_DATA: folder,
    SEIKYU_PORT: String(await findFreePort()),
    SEIKYU_SECRET_KEY: randomBytes(32).toString('base64'),
  };
  const hub = await startHub({
    config: readConfig(environment, folder),
    databaseUrl: embedded.url,
    role: { serves: true, works: false },
    log: createLog('error'),
    isAlone: false,
  });
  try {
    const sample = await makeSampleOrganization(hub.deps);
    const ctx: Ctx = {
      organizationId: sample.organizationId,
      actor: { kind: 'person', id: sample.ownerId, name: 'Aiko' },
      permissions: new Set(permissionsOfRoles(['admin'], [])),
      roles: ['admin'],
      entityIds: null,
      requestId: 'req_bench',
      deps: hub.deps,
    };
    await seedManyInvoices(hub.database.owner, { ...sample, count: INVOICES, customers: 500 });
    await hub.database.inOrganization(sample.organizationId, (tx) => createProduct(tx, ctx, firstProduct()));
    await seedLines(hub.database.owner, sample.organizationId);
    await hub.database.inOrganization(sample.organizationId, (tx) =>
      publishReadyRuleSet(tx, ctx, { entityId: sample.usEntityId, definition: ruleSetOf(20), hash: 'bench' }),
    );
    const entityId = sample.usEntityId;
    const allNew = await measure(ctx, { entityId, definition: ruleSetOf(20, 1) });
    const oneNew = await measure(ctx, { entityId, definition: withOneThreshold(ruleSetOf(20)) });
    const name = `20 rules over ${SIMULATED.toLocaleString('en')} stored invoices`;
    return [
      lessIsBetter(`${name}, all of them changed`, allNew, 2, 's', 'goal'),
      lessIsBetter(`${name}, one threshold changed`, oneNew, 2, 's', 'goal'),
    ];
  } finally {
    await hub.stop();
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function firstProduct() {
  const [product] = PRODUCTS;
  if (product === undefined) throw new Error('the demo sells nothing');
  return product;
}

function withOneThreshold(ruleSet: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(ruleSet).replace('maxDiscountPpm > 100000', 'maxDiscountPpm > 50000'));
}

async function measure(ctx: Ctx, input: { entityId: string; definition: JsonObject }): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    // The seeded invoices lie in the two years before a fixed day.
    const { invoices } = await simulateRules({ ctx, input: { ...input, days: 1000 } });
    samples.push((performance.now() - startedAt) / 1000);
    if (invoices.count < SIMULATED) throw new Error(`only ${invoices.count} invoices were simulated`);
  }
  return percentile(samples, 0.5);
}

async function seedLines(owner: postgres.Sql, organizationId: string): Promise<void> {
  await owner.begin(async (sql) => {
    await sql`set local statement_timeout = 0`;
    await sql`select set_config('app.organization_id', ${organizationId}, true)`;
    await sql`alter table invoice_lines disable trigger user`;
    await sql`insert into invoice_lines (organization_id, invoice_id, position, product_id, product_version_id, sku, name,
        quantity, units, unit, unit_price, discount_percent, discount_minor, discount_reason, net_minor, tax_category,
        tax_rate_percent)
      select invoices.organization_id, invoices.id, position, product.product_id, product.id, case position when 1 then 'PLAT-Y' else 'API-P' end, 'Line',
        2, 2, 'C62', 123.45, case when position = 2 then 10 end, case when position = 2 then 2469 else 0 end,
        case when position = 2 then 'Partner' end, case when position = 2 then 22221 else 24690 end, 'S', 10
      from invoices, generate_series(1, ${LINES}) position, (select product_id, id from product_versions limit 1) product`;
    await sql`alter table invoice_lines enable trigger user`;
  });
  await owner.unsafe('vacuum analyze');
}
