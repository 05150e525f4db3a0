import type { INodePropertyOptions } from 'n8n-workflow';

/** Every kind of exception that the hub tells apart. */
export const EXCEPTION_KINDS = [
  { name: 'Bounced Mail', value: 'bounce', description: 'A mail came back from a recipient' },
  { name: 'Contract Finding', value: 'contract_finding', description: 'Something on a contract is left out' },
  { name: 'Delivery', value: 'delivery', description: 'A mail was refused, or may not have arrived' },
  {
    name: 'Disabled Endpoint',
    value: 'disabled_endpoint',
    description: 'A receiver of webhooks failed for too long',
  },
  { name: 'Dispute', value: 'dispute', description: 'The customer disputes an invoice' },
  {
    name: 'Parked Contract',
    value: 'parked_contract',
    description: 'A contract is not billed until it is released',
  },
  { name: 'Paused Connection', value: 'paused_connection', description: 'Nothing is read or written there' },
  {
    name: 'Pending Money',
    value: 'pending_money',
    description: 'Money is on its way for too long, neither in nor failed',
  },
  {
    name: 'Refused Draft',
    value: 'refused_draft',
    description: 'A draft was submitted and is not right yet',
  },
  {
    name: 'Stopped Work',
    value: 'stopped_work',
    description: 'A job failed and is not tried again by itself',
  },
  {
    name: 'Sync Drift',
    value: 'sync_drift',
    description: 'Another system holds something else than was written',
  },
  {
    name: 'Unallocated Money',
    value: 'unallocated_money',
    description: 'Money came in and is on no invoice',
  },
] satisfies INodePropertyOptions[];
