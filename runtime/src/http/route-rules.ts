import type { Permission } from '../core/permissions.ts';

/** Who may call a route, which body it takes, and whether it needs an Idempotency-Key. */
export type RouteRule = {
  /** `any` is every valid key, whatever it may do. */
  access: 'public' | 'any' | Permission;
  body?: 'api' | 'ingest' | 'hook';
  /** `by_verb`: the verb keeps the key in the transaction of its work, instead of around it. */
  isIdempotencyKeyed?: true | 'by_verb';
};

const read = { access: 'read' } as const;
const open = { access: 'public' } as const;
const act = <Access extends Permission>(access: Access) =>
  ({ access, body: 'api', isIdempotencyKeyed: true }) as const;

/** Every route of the API. One that is not here is not served: start-up fails for it, and a request is refused. */
export const ROUTE_RULES: { readonly [route: string]: RouteRule } = {
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /openapi.json': open,
  'GET /docs': open,
  'GET /docs/style.css': open,
  'GET /docs/errors/:code': open,
  'POST /hooks/:token': { access: 'public', body: 'hook' },

  'POST /v1/records/:system/:object': { access: 'ingest', body: 'ingest', isIdempotencyKeyed: 'by_verb' },

  'GET /v1/me': { access: 'any' },
  'GET /v1/customers': read,
  'GET /v1/customers/:id': read,
  'GET /v1/customers/:id/lineage': read,
  'GET /v1/contacts': read,
  'GET /v1/contacts/:id': read,
  'GET /v1/contacts/:id/lineage': read,
  'GET /v1/products': read,
  'GET /v1/products/:id': read,
  'GET /v1/products/:id/lineage': read,
  'GET /v1/deals': read,
  'GET /v1/deals/:id': read,
  'GET /v1/deals/:id/lineage': read,
  'GET /v1/contracts': read,
  'GET /v1/contracts/:id': read,
  'GET /v1/contracts/:id/lineage': read,
  'GET /v1/contracts/:id/preview': read,
  'POST /v1/contracts/:id/release': act('approve'),
  'POST /v1/contracts/:id/run': act('create'),
  'POST /v1/contracts/preview': { access: 'read', body: 'api' },
  'GET /v1/billing-events': read,
  'GET /v1/billing-events/:id/lineage': read,
  'GET /v1/orders': read,
  'GET /v1/ledger-entries': read,
  'GET /v1/ledger-entries/:id': read,
  'GET /v1/ledger-entries/:id/lineage': read,
  'GET /v1/accounts': read,
  'GET /v1/accounts/:id/lineage': read,
  'GET /v1/entities': read,
  'GET /v1/payments': read,
  'GET /v1/payments/:id': read,
  'GET /v1/payments/:id/lineage': read,
  'POST /v1/payments': act('record_payment'),
  'GET /v1/connections': read,
  'GET /v1/audit': read,
  'GET /v1/events': read,

  'POST /v1/invoices': act('create'),
  'POST /v1/invoices/preview': { access: 'read', body: 'api' },
  'GET /v1/invoices': read,
  'GET /v1/invoices/:id': read,
  'POST /v1/invoices/:id/submit': act('submit'),
  'POST /v1/invoices/:id/approve': act('approve'),
  'POST /v1/invoices/:id/reject': act('approve'),
  'POST /v1/invoices/:id/issue': act('issue'),
  'POST /v1/invoices/:id/send': act('send'),
  'POST /v1/invoices/:id/void': act('void'),
  'POST /v1/invoices/:id/credit': act('create'),
  'GET /v1/invoices/:id/timeline': read,
  'GET /v1/invoices/:id/evidence': read,
  'GET /v1/invoices/:id/lineage': read,
  'GET /v1/invoices/:id/document.pdf': read,
  'GET /v1/invoices/:id/document.json': read,
  'GET /v1/invoices/:id/document.xml': read,
  'GET /v1/invoices/:id/document.svg': read,
  'GET /v1/invoices/:id/card.svg': read,
  'GET /v1/invoices/:id/card.png': read,

  'GET /v1/approvals': read,
  'GET /v1/approvals/:id': read,
  'GET /v1/dead-letters': read,
  'POST /v1/dead-letters/:id/replay': act('admin'),
  'GET /v1/people': { access: 'admin' },
  'PUT /v1/people/:id/access': { access: 'admin', body: 'api' },
  'POST /v1/people/:id/activate': act('admin'),
  'POST /v1/people/:id/deactivate': act('admin'),
  'GET /v1/roles': { access: 'admin' },
  'POST /v1/roles': act('admin'),
  'PUT /v1/roles/:id': { access: 'admin', body: 'api' },
  'DELETE /v1/roles/:id': { access: 'admin' },
  'POST /v1/api-keys': act('admin'),
  'GET /v1/api-keys': { access: 'admin' },
  'DELETE /v1/api-keys/:id': { access: 'admin' },

  'POST /v1/invoices/:id/waiters': act('webhooks'),
  'POST /v1/webhook-endpoints': act('webhooks'),
  'GET /v1/webhook-endpoints': { access: 'webhooks' },
  'GET /v1/webhook-endpoints/:id': { access: 'webhooks' },
  'DELETE /v1/webhook-endpoints/:id': { access: 'webhooks' },
  'POST /v1/webhook-endpoints/:id/rotate-secret': act('webhooks'),
  'POST /v1/webhook-endpoints/:id/enable': act('webhooks'),
  'POST /v1/webhook-endpoints/:id/test': act('webhooks'),
  'POST /v1/webhook-endpoints/:id/replay': act('webhooks'),
  'GET /v1/webhook-endpoints/:id/deliveries': { access: 'webhooks' },

  'GET /v1/mappings/:system/:object/fields': { access: 'mappings' },
  'GET /v1/mappings': read,
  'GET /v1/mappings/:system/:object': read,
  'POST /v1/mappings/:system/:object/preview': { access: 'read', body: 'api' },
  'POST /v1/mappings/:system/:object/run': { access: 'read', body: 'api' },
  'POST /v1/mappings/:system/:object/versions': act('mappings'),
  'GET /v1/mapping-versions/:id': read,
  'PUT /v1/mapping-versions/:id': { access: 'mappings', body: 'api' },
  'DELETE /v1/mapping-versions/:id': { access: 'mappings' },
  'GET /v1/mapping-versions/:id/fixtures': read,
  'PUT /v1/mapping-versions/:id/fixtures/:name': { access: 'mappings', body: 'api' },
  'DELETE /v1/mapping-versions/:id/fixtures/:name': { access: 'mappings' },
  'POST /v1/mapping-versions/:id/submit': act('mappings'),
  'POST /v1/mapping-versions/:id/withdraw': act('mappings'),
  'POST /v1/mapping-versions/:id/publish': act('mappings'),
  'POST /v1/mapping-versions/:id/rollback': act('mappings'),
  'POST /v1/mapping-versions/:id/resume': act('mappings'),
  'POST /v1/mapping-versions/:id/dry-runs': act('mappings'),
  'POST /v1/mapping-versions/:id/backfills': act('mappings'),
  'GET /v1/mapping-dry-runs/:id': { access: 'mappings' },
  'POST /v1/mapping-dry-runs/:id/stop': act('mappings'),
  'GET /v1/mapping-backfills/:id': { access: 'mappings' },
  'POST /v1/mapping-backfills/:id/stop': act('mappings'),
  'POST /v1/mapping-backfills/:id/resume': act('mappings'),

  'GET /v1/reports/board': read,
  'GET /v1/reports/leakage': read,
};

/** The rule of a route, by method and path pattern; undefined when none is declared. */
export function findRouteRule(method: string, pattern: string): RouteRule | undefined {
  const name = `${method} ${pattern}`;
  return Object.hasOwn(ROUTE_RULES, name) ? ROUTE_RULES[name] : undefined;
}
