import { isExceptionKind } from '../../core/exception-kinds.ts';
import { parseId } from '../../core/ids.ts';
import type { ListExceptionsInput } from '../../flow/exceptions/list-exceptions.ts';

/** What the queue of exceptions is asked for by the address of its page; what is nonsense counts as absent. */
export type ExceptionFilters = Pick<ListExceptionsInput, 'kind' | 'owner' | 'minAgeDays' | 'entityId'>;

/** The ages that the queue can be narrowed to, in days. */
export const AGES_DAYS = [1, 7, 30] as const;

/** Reads the filters of the queue. */
export function readExceptionFilters(query: (name: string) => string | undefined): ExceptionFilters {
  const kind = query('kind') ?? '';
  const owner = query('owner') === 'nobody' ? 'nobody' : parseId('person', query('owner') ?? '');
  const entityId = parseId('entity', query('entity') ?? '');
  const minAgeDays = AGES_DAYS.find((days) => String(days) === query('age'));
  return {
    ...(isExceptionKind(kind) ? { kind } : {}),
    ...(owner === undefined ? {} : { owner }),
    ...(minAgeDays === undefined ? {} : { minAgeDays }),
    ...(entityId === undefined ? {} : { entityId }),
  };
}

/** The address of the queue with these filters, from its start or from a place that a page gave out. */
export function exceptionsAddress(filters: ExceptionFilters, after?: string): string {
  const query = new URLSearchParams({
    ...(filters.kind === undefined ? {} : { kind: filters.kind }),
    ...(filters.owner === undefined ? {} : { owner: filters.owner }),
    ...(filters.minAgeDays === undefined ? {} : { age: String(filters.minAgeDays) }),
    ...(filters.entityId === undefined ? {} : { entity: filters.entityId }),
    ...(after === undefined ? {} : { after }),
  }).toString();
  return query === '' ? '/exceptions/queue' : `/exceptions/queue?${query}`;
}
