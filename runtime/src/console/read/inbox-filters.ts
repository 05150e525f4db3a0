import { parseId } from '../../core/ids.ts';
import type { ListInboxInput } from '../../flow/read/list-inbox.ts';

/** What the inbox is asked for by the address of its page; what is nonsense counts as absent. */
export type InboxFilters = Pick<ListInboxInput, 'whose' | 'entityId' | 'ruleId' | 'isOverdue'>;

const RULE_ID = /^[a-z][a-z0-9-]{0,59}$/;

/** Reads the filters of the inbox. */
export function readInboxFilters(query: (name: string) => string | undefined): InboxFilters {
  const entityId = parseId('entity', query('entity') ?? '');
  const ruleId = RULE_ID.exec(query('rule') ?? '')?.[0];
  return {
    whose: query('whose') === 'all' ? 'all' : 'mine',
    ...(entityId === undefined ? {} : { entityId }),
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(query('overdue') === 'yes' ? { isOverdue: true } : {}),
  };
}

/** The address of the inbox with these filters, from its start or after a request. */
export function inboxAddress(filters: InboxFilters, after?: string): string {
  const query = new URLSearchParams({
    ...(filters.whose === 'all' ? { whose: 'all' } : {}),
    ...(filters.entityId === undefined ? {} : { entity: filters.entityId }),
    ...(filters.ruleId === undefined ? {} : { rule: filters.ruleId }),
    ...(filters.isOverdue === true ? { overdue: 'yes' } : {}),
    ...(after === undefined ? {} : { after }),
  }).toString();
  return query === '' ? '/approvals' : `/approvals?${query}`;
}
