import { v7 } from 'uuid';
import { ID_PREFIXES, type Id, type IdKind } from '../../core/ids.ts';
import type { Ids } from '../../flow/ports.ts';

/** Ids that sort by the time they were made: a prefix and a version 7 UUID (RFC 9562) without dashes. */
export function createIds(): Ids {
  return {
    next: <Kind extends IdKind>(kind: Kind): Id<Kind> => `${ID_PREFIXES[kind]}_${v7().replaceAll('-', '')}`,
  };
}
