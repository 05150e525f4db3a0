import { DocumentStatus } from '../../../runtime/src/core/invoice/document.ts';
import { ISSUED_COMMANDS } from '../../../runtime/src/core/invoice/issued-commands.ts';
import { TRANSITIONS } from '../../../runtime/src/core/invoice/transitions.ts';
import { table } from './markdown-table.ts';

const STATES = DocumentStatus.options;

/** The page of everything that can be done with an invoice, written from the tables that the verbs themselves read. */
export function invoiceCommandsPage(): string {
  return `${[
    '# What can be done with an invoice',
    'Written from the tables in code (`runtime/src/core/invoice/transitions.ts`, `issued-commands.ts`) by `npm run pages`; do not edit it here. What each state means, and why a command has its guard, is on the page of [the states](invoice-states.md).',
    '## Its way',
    ['```mermaid', 'stateDiagram-v2', ...arrows(), '```'].join('\n'),
    '## Commands that change the document status',
    'What is not here is refused with `invoice.transition_refused`. The audit entry of each has the action `invoice.` and the name of the command.',
    table(
      ['command', 'from', 'to', 'permission', 'guard', 'event'],
      TRANSITIONS.map(({ event, from, to, permission, guard, emits }) => [
        event,
        from.map((status) => status ?? '–').join(', '),
        to,
        permission,
        guard,
        emits,
      ]),
    ),
    '## Commands on an issued document',
    'They leave the document status as it is.',
    table(
      ['command', 'from', 'of', 'permission', 'guard', 'audit entries', 'events', 'refused with'],
      Object.entries(ISSUED_COMMANDS).map(([name, row]) => [
        name,
        row.from.join(', '),
        row.of === 'documents' ? 'invoices, credit notes' : 'invoices',
        row.permission,
        row.guard,
        row.audits.join(', '),
        row.emits.join(', '),
        row.refusal.code,
      ]),
    ),
    '## Which state takes which command',
    table(['command', ...STATES], matrix()),
  ].join('\n\n')}\n`;
}

function arrows(): string[] {
  const moves = TRANSITIONS.flatMap(({ event, from, to }) =>
    from.map((status) => `    ${status ?? '[*]'} --> ${to}: ${event}`),
  );
  const ends = STATES.filter(
    (state) => !TRANSITIONS.some(({ from }) => from.some((status) => status === state)),
  );
  return [...moves, ...ends.map((state) => `    ${state} --> [*]`)];
}

function matrix(): string[][] {
  const rows = [
    ...TRANSITIONS.map(({ event, from }) => ({ name: event, from: from as readonly (string | null)[] })),
    ...Object.entries(ISSUED_COMMANDS).map(([name, { from }]) => ({ name, from: from as readonly string[] })),
  ];
  return rows.map(({ name, from }) => [name, ...STATES.map((state) => (from.includes(state) ? 'yes' : ''))]);
}
