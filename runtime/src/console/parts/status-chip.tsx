/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DisplayStatus } from '../../core/settlement/display-status.ts';
import type { Ui } from '../ui.ts';

/** What a colour says. */
export type Tone = 'grey' | 'amber' | 'blue' | 'violet' | 'green' | 'red';

const TONES: Record<DisplayStatus, Tone> = {
  draft: 'grey',
  pending_approval: 'amber',
  approved: 'blue',
  issued: 'blue',
  sent: 'violet',
  partially_paid: 'violet',
  paid: 'green',
  credited: 'green',
  overdue: 'red',
  disputed: 'red',
  written_off: 'grey',
  voiding: 'grey',
  voided: 'grey',
  discarded: 'grey',
};

/** The colour of a status, on chips and in pictures. */
export const toneOf = (status: DisplayStatus): Tone => TONES[status];

/** The display status as a word in its colour; the word alone says it all. */
export function StatusChip({ ui, status }: { ui: Ui; status: DisplayStatus }) {
  return <span class={`chip tone-${toneOf(status)}`}>{ui.texts.statuses[status]}</span>;
}
