/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { MappingStatus } from '../../../core/mapping/version-status.ts';
import type { Ui } from '../../ui.ts';
import type { Tone } from '../status-chip.tsx';

const TONES: Record<MappingStatus, Tone> = {
  draft: 'grey',
  in_review: 'amber',
  reviewed: 'blue',
  published: 'green',
  retired: 'grey',
  discarded: 'grey',
};

/** Where a version stands, as a word in its colour. */
export function VersionChip({ ui, status }: { ui: Ui; status: MappingStatus }) {
  return <span class={`chip tone-${TONES[status]}`}>{ui.texts.mappings.statuses[status]}</span>;
}
