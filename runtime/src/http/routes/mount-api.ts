import type { OpenAPIHono } from '@hono/zod-openapi';
import type { PublicServices } from '../public-services.ts';
import { mountApprovals } from './mount-approvals.ts';
import { mountContractActions } from './mount-contract-actions.ts';
import { mountContracts } from './mount-contracts.ts';
import { mountControl } from './mount-control.ts';
import { mountData } from './mount-data.ts';
import { mountDocuments } from './mount-documents.ts';
import { mountHealth } from './mount-health.ts';
import { mountHooks } from './mount-hooks.ts';
import { mountInvoiceActions } from './mount-invoice-actions.ts';
import { mountInvoices } from './mount-invoices.ts';
import { mountLedger } from './mount-ledger.ts';
import { mountLineage } from './mount-lineage.ts';
import { mountMappingFields } from './mount-mapping-fields.ts';
import { mountMe } from './mount-me.ts';
import { mountPayments } from './mount-payments.ts';
import { mountPreview } from './mount-preview.ts';
import { mountRecords } from './mount-records.ts';
import { mountWebhooks } from './mount-webhooks.ts';

/** Mounts every route that the OpenAPI document describes. */
export function mountApi(app: OpenAPIHono, services: PublicServices): void {
  mountMe(app);
  mountRecords(app, services);
  mountHooks(app, services);
  mountData(app);
  mountContracts(app);
  mountContractActions(app);
  mountLedger(app);
  mountPayments(app);
  mountInvoices(app);
  mountPreview(app);
  mountLineage(app);
  mountInvoiceActions(app);
  mountDocuments(app);
  mountApprovals(app);
  mountControl(app);
  mountMappingFields(app);
  mountWebhooks(app);
  mountHealth(app, services);
}
