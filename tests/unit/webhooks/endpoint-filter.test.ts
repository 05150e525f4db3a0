import { describe, expect, it } from 'vitest';
import { outcomeOfStatus } from '../../../runtime/src/core/webhooks/attempt.ts';
import {
  asOfEvent,
  type FilterableInvoice,
  filterStatusesOf,
  wantsEvent,
  wantsStatus,
} from '../../../runtime/src/core/webhooks/endpoint-filter.ts';

const all = { eventTypes: null, entityIds: null, statuses: null };
const issued: FilterableInvoice = {
  isNumbered: true,
  documentStatus: 'issued',
  settlement: 'partially_paid',
  due: 'overdue',
};

describe('an endpoint', () => {
  it('without a filter wants everything', () => {
    expect(wantsEvent(all, { type: 'invoice.issued', entityId: 'ent_a' })).toBe(true);
    expect(wantsStatus(all, ['draft'])).toBe(true);
  });

  it.each([
    [{ eventTypes: ['invoice.issued'] }, true],
    [{ eventTypes: ['invoice.paid'] }, false],
    [{ entityIds: ['ent_a', 'ent_b'] }, true],
    [{ entityIds: ['ent_b'] }, false],
    [{ eventTypes: ['invoice.issued'], entityIds: ['ent_b'] }, false],
  ])('with %j: %s', (filter, isWanted) => {
    expect(wantsEvent({ ...all, ...filter }, { type: 'invoice.issued', entityId: 'ent_a' })).toBe(isWanted);
  });

  it('wants an invoice when one of its statuses is asked for', () => {
    const statuses = filterStatusesOf(issued);
    expect(statuses).toEqual(['issued', 'partially_paid', 'overdue']);
    expect(wantsStatus({ ...all, statuses: ['overdue', 'paid'] }, statuses)).toBe(true);
    expect(wantsStatus({ ...all, statuses: ['draft', 'paid'] }, statuses)).toBe(false);
  });
});

describe('the statuses of an invoice', () => {
  it('say nothing about money before it has a number', () => {
    const draft = { ...issued, isNumbered: false, documentStatus: 'draft', settlement: 'unpaid' } as const;
    expect(filterStatusesOf(draft)).toEqual(['draft']);
  });

  it('after a past event are those that it led to', () => {
    const asOf = (type: string, data = {}) => filterStatusesOf(asOfEvent({ type, data }, issued));
    expect(asOf('invoice.created')).toEqual(['draft']);
    expect(asOf('invoice.approved', { from: 'pending_approval', to: 'approved' })).toEqual(['approved']);
    expect(asOf('invoice.unpaid')).toEqual(['issued', 'unpaid', 'overdue']);
    expect(asOf('invoice.sent')).toEqual(['issued', 'partially_paid', 'overdue']);
  });
});

describe('an answer', () => {
  it.each([
    [200, 'accepted'],
    [204, 'accepted'],
    [301, 'redirected'],
    [307, 'redirected'],
    [404, 'refused'],
    [410, 'gone'],
    [429, 'refused'],
    [500, 'refused'],
  ])('with %i is %s', (status, outcome) => {
    expect(outcomeOfStatus(status)).toBe(outcome);
  });
});
