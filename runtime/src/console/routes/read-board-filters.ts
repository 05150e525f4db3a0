import { z } from 'zod';
import { DateText } from '../../core/invoice/document.ts';
import type { BoardFilters } from '../../flow/read/board-filters.ts';
import type { ConsoleContext } from '../console-env.ts';

const QUERY_MAX_CHARS = 100;

const Filter = {
  entity: z.string().max(60),
  currency: z.string().regex(/^[A-Z]{3}$/),
  customer: z.string().max(60),
  owner: z.string().max(60),
  from: DateText,
  to: DateText,
  query: z.string().max(QUERY_MAX_CHARS),
};

/** The name of a filter in the address of the board. */
export type FilterName = keyof typeof Filter;

/** The filters of the board's address; one that cannot be read is left out. */
export function readBoardFilters(c: ConsoleContext): {
  asked: Partial<Record<FilterName, string>>;
  filters: BoardFilters;
} {
  const asked: Partial<Record<FilterName, string>> = {};
  for (const [name, schema] of Object.entries(Filter)) {
    const given = c.req.query(name)?.trim() ?? '';
    if (given !== '' && schema.safeParse(given).success) asked[name as FilterName] = given;
  }
  const { entity, customer, owner, ...same } = asked;
  return {
    asked,
    filters: {
      ...same,
      ...(entity === undefined ? {} : { entityId: entity }),
      ...(customer === undefined ? {} : { customerId: customer }),
      ...(owner === undefined ? {} : { ownerId: owner }),
    },
  };
}

/** The same filters as a query, for links that keep them; empty without any. */
export const filterQuery = (asked: Partial<Record<FilterName, string>>): string =>
  new URLSearchParams(Object.entries(asked)).toString();
