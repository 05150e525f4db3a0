import { addDays } from '../../core/civil-date.ts';
import { DateText } from '../../core/invoice/document.ts';
import type { AuditFilters } from '../../flow/read/list-audit.ts';
import type { ConsoleContext } from '../console-env.ts';

const NAMES = ['action', 'object', 'actor', 'request', 'from', 'to'] as const;

/** What is asked of the page of the audit trail, by the name of its field. */
export type AskedAudit = Partial<Record<(typeof NAMES)[number], string>>;

const LENGTH_MAX = 100;

/** The first instant of a day in UTC. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The filters of the address; one that cannot be read is left out. Both days are in the period. */
export function readAuditFilters(c: ConsoleContext): { asked: AskedAudit; filters: AuditFilters } {
  const asked: AskedAudit = {};
  for (const name of NAMES) {
    const given = c.req.query(name)?.trim() ?? '';
    const isRead = name === 'from' || name === 'to' ? DateText.safeParse(given).success : given !== '';
    if (isRead && given.length <= LENGTH_MAX) asked[name] = given;
  }
  const { action, object, actor, request, from, to } = asked;
  const [objectKind = '', objectId = ''] = object?.split('/') ?? [];
  return {
    asked,
    filters: {
      ...(action === undefined ? {} : { action }),
      ...(objectKind === '' ? {} : { objectKind }),
      ...(objectId === '' ? {} : { objectId }),
      ...(actor === undefined ? {} : { actorId: actor }),
      ...(request === undefined ? {} : { requestId: request }),
      ...(from === undefined ? {} : { from: startOf(from) }),
      ...(to === undefined ? {} : { to: startOf(addDays(to, 1)) }),
    },
  };
}
