import type { RowDraft } from './editor-draft.ts';

/**
 * The row that a finding is about: the one that writes the place of the record at its JSON pointer, of several the
 * last, whose value stands; or, where a row refuses its source, the one that reads the path behind the slash.
 */
export function pointerToRow(pointer: string, rows: readonly RowDraft[]): RowDraft | undefined {
  const wanted = pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  const place = wanted.map((segment) => (/^[0-9]+$/.test(segment) ? '[*]' : `.${segment}`)).join('');
  const source = anyElement(pointer.slice(1));
  return (
    rows.findLast(({ to }) => `.${anyElement(to.trim())}` === place) ??
    rows.find(({ value }) => source !== '' && anyElement(value.trim()) === source)
  );
}

const anyElement = (path: string): string => path.replaceAll(/\[[0-9]+\]/g, '[*]');
