import type { ExceptionKind } from '../../core/exception-kinds.ts';

const kinds: Record<ExceptionKind, string> = {
  stopped_work: 'Stopped work',
  refused_draft: 'Refused draft',
  delivery: 'Delivery',
  bounce: 'Mail that came back',
  sync_drift: 'Changed elsewhere',
  parked_contract: 'Parked contract',
  contract_finding: 'Finding on a contract',
  dispute: 'Dispute',
  unallocated_money: 'Money on no invoice',
  pending_money: 'Money on its way for long',
  paused_connection: 'Paused connection',
  disabled_endpoint: 'Disabled webhook endpoint',
};

const wrong: Record<string, string> = {
  unknown: 'The mail may have arrived or not. Find out, then send it again if it did not.',
  failed: 'It did not get through.',
  drift: 'The other system holds something else than was written.',
  customer: 'The customer disputes it; it is not collected meanwhile.',
  reopened: 'It was accepted by voiding the invoice, which accounting refused. Decide it anew.',
  chargeback: 'The payer took the money back through the bank.',
  unallocated: 'It came in and fits no invoice yet.',
  processing: 'It set out and is neither in nor failed. Ask the bank or its system, then note which it is.',
  paused: 'Nothing is read from it or written to it until it goes on.',
  gone: 'The receiver said that the address is gone.',
  failing: 'The receiver failed for too long.',
};

/** Texts of the queue of exceptions. */
export const exceptionsEn = {
  lead: 'Everything that waits for a person and is no approval, the oldest first. It leaves by itself once it is mended.',
  tabs: { label: 'Exceptions', queue: 'Everything', stopped: 'Stopped work' },
  kinds,
  wrong,
  columns: { what: 'What', amount: 'At stake', age: 'For', owner: 'Looked after by' },
  count: (count: string) => (count === '1' ? '1 open' : `${count} open`),
  stage: (stage: string, reason: string) => `${stage}: ${reason}`,
  kindOf: (kind: string, name: string) => `${kind}, ${name}`,
  nobody: 'Nobody',
  assign: 'Assign',
  assignOf: (what: string) => `Assign: ${what}`,
  owner: 'Person',
  note: 'Note',
  save: 'Save',
  take: 'Take it',
  takeOf: (what: string) => `Take it: ${what}`,
  done: 'Saved.',
  filters: {
    entity: 'Legal entity',
    kind: 'Kind',
    owner: 'Looked after by',
    age: 'Waits at least',
    all: 'All',
    apply: 'Apply',
    clear: 'Show all',
    days: (days: string) => (days === '1' ? '1 day' : `${days} days`),
  },
  first: 'First page',
  next: 'Next page',
  empty: {
    title: 'Nothing waits',
    text: 'What stops, drifts or is disputed appears here, with who looks after it.',
  },
  narrowed: { title: 'Nothing matches', text: 'No exception is like this. Show all to see the others.' },
};
