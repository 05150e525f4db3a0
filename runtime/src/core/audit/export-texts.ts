import { Actor } from '../actor.ts';
import { csvRow } from '../csv/csv-row.ts';
import { escapeControls } from '../escape-controls.ts';
import type { ExportLine } from './export-line.ts';

/** Spreadsheets take a file for UTF-8 by it. */
const BYTE_ORDER_MARK = '\ufeff';

const COLUMNS = [
  'sequence',
  'id',
  'occurred_at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'object_kind',
  'object_id',
  'before',
  'after',
  'reason',
  'request_id',
  'prev_hash',
  'hash',
];

/**
 * How an export is written: NDJSON can be checked by itself, and is one line for every reader, also for those that end one at
 * a separator of Unicode; CSV is for reading.
 */
export const EXPORT_FORMATS = {
  ndjson: {
    mediaType: 'application/x-ndjson',
    head: '',
    line: (line: ExportLine): string => `${escapeControls(JSON.stringify(line))}\n`,
  },
  csv: {
    mediaType: 'text/csv; charset=utf-8',
    head: `${BYTE_ORDER_MARK}${csvRow(COLUMNS)}`,
    line: (line: ExportLine): string => (line.type === 'entry' ? entryRow(line) : ''),
  },
} as const;

/** The name of a form of an export. */
export type ExportFormat = keyof typeof EXPORT_FORMATS;

function entryRow(line: Extract<ExportLine, { type: 'entry' }>): string {
  const actor = Actor.parse(JSON.parse(line.actor));
  return csvRow([
    line.sequence,
    line.id,
    line.occurredAt,
    actor.kind,
    actor.id,
    actor.name,
    line.action,
    line.objectKind,
    line.objectId,
    line.before,
    line.after,
    line.reason,
    line.requestId,
    line.prevHash,
    line.hash,
  ]);
}
