/** A transform as the form holds it: its arguments as texts by name, and as JSON those that have no control. */
export type TransformDraft = { name: string; args: Readonly<Record<string, string>>; more: string };

/** How the form asks when a row applies; the empty text is always. */
export type ConditionTest = '' | 'equals' | 'in' | 'filled' | 'empty';

/** Where the value of a row comes from. */
export const ROW_KINDS = ['from', 'const', 'expression'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** A row as the form holds it: everything as typed, whether or not it can be read. */
export type RowDraft = {
  /** Names the controls of the row, and stays while rows are moved. */
  key: string;
  to: string;
  kind: RowKind;
  /** A path, or several with ` + ` between them; or a fixed value; or a formula. */
  value: string;
  /** The source list that a formula is computed over, element by element. */
  each: string;
  transforms: TransformDraft[];
  fallback: string;
  isRequired: boolean;
  when: string;
  test: ConditionTest;
  match: string;
};

/** A draft as the editor's form holds it. */
export type EditorDraft = {
  revision: number;
  reason: string;
  script: string;
  rows: RowDraft[];
  /** The stored record that the draft is tried on; empty for the newest. */
  recordId: string;
};

/** A row with nothing in it. */
export const emptyRow = (key: string): RowDraft => ({
  key,
  to: '',
  kind: 'from',
  value: '',
  each: '',
  transforms: [],
  fallback: '',
  isRequired: false,
  when: '',
  test: '',
  match: '',
});

/** A key that no row of the draft has. */
export function nextKey(rows: readonly RowDraft[]): string {
  const numbers = rows.map(({ key }) => Number(key.slice(1)));
  return `r${Math.max(0, ...numbers) + 1}`;
}
