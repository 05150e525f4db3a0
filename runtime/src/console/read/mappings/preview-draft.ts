import { AppError, type ErrorDetail } from '../../../core/app-error.ts';
import type { Locale } from '../../../core/invoice/document.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { DefinitionWarning } from '../../../core/mapping/check-definition.ts';
import type { TracedWrite } from '../../../core/mapping/row-plan.ts';
import type { Ctx } from '../../../flow/context.ts';
import { type PreviewedRecord, previewMapping } from '../../../flow/mappings/preview-mapping.ts';
import type { VersionView } from '../../../flow/mappings/read-version.ts';
import { draftToContent, filledRows } from './draft-content.ts';
import type { EditorDraft, RowDraft } from './editor-draft.ts';
import { pointerToRow } from './pointer-to-row.ts';

/** What a row made of the record, and what is wrong or doubtful with it. */
export type RowPreview = { writes: TracedWrite[]; problems: ErrorDetail[]; doubts: Record<Locale, string>[] };

/** What a draft makes of a record, told row by row by their keys; `record` is null where it is refused. */
export type DraftPreview = {
  rows: ReadonlyMap<string, RowPreview>;
  record: JsonObject | null;
  /** What is wrong and belongs to no row. */
  findings: ErrorDetail[];
  scriptFindings: { line: number; column: number; detail: string }[];
  /** False where there is no stored record to try it on. */
  isTried: boolean;
};

type Asked = { view: VersionView; draft: EditorDraft; recordId: string | undefined };

/**
 * Tries a draft on a stored record; nothing is stored. Rows that cannot be read are left out and say why, so that one
 * half-typed row does not hide what the others give.
 */
export async function previewDraft(ctx: Ctx, asked: Asked): Promise<DraftPreview> {
  const { draft } = asked;
  const rows = filledRows(draft);
  const scriptFindings = draft.script.trim() === '' ? [] : ctx.deps.sandbox.check(draft.script);
  const previews = new Map<string, RowPreview>(
    draft.rows.map(({ key }) => [key, { writes: [], problems: [], doubts: [] }]),
  );
  const script = scriptFindings.length > 0 ? '' : draft.script;
  const tried = await tryRows(ctx, { ...asked, draft: { ...draft, script } }, rows, previews);
  // Without its script the record lacks what the script fills: that is told as what it is.
  const isWhole = scriptFindings.length === 0;
  return {
    rows: previews,
    record: isWhole ? tried.record : null,
    findings: isWhole ? tried.findings : [],
    scriptFindings,
    isTried: tried.isTried,
  };
}

type Previews = ReadonlyMap<string, RowPreview>;
type Tried = Pick<DraftPreview, 'record' | 'findings' | 'isTried'>;

/** Tries the rows, and once more without those that cannot be read. */
async function tryRows(
  ctx: Ctx,
  asked: Asked,
  rows: readonly RowDraft[],
  previews: Previews,
): Promise<Tried> {
  const read = await preview(ctx, asked, rows);
  if (read.ok) {
    noteWrites(read, rows, previews);
    const { tried } = read;
    const findings = noteFindings(read, rows, previews);
    return { record: tried?.record ?? null, findings, isTried: tried !== undefined };
  }
  const wrong = new Set<string>();
  const findings: ErrorDetail[] = [];
  for (const error of read.errors) {
    const row = rows[Number(/^\/fields\/([0-9]+)/.exec(error.pointer)?.[1] ?? '-1')];
    if (row === undefined) findings.push(error);
    else {
      wrong.add(row.key);
      previews.get(row.key)?.problems.push(error);
    }
  }
  const left = rows.filter(({ key }) => !wrong.has(key));
  const again = wrong.size === 0 || left.length === 0 ? undefined : await preview(ctx, asked, left);
  if (again?.ok === true) noteWrites(again, left, previews);
  // A record that half of the rows make shows their values, and is no result: what it lacks the others would fill.
  return { record: null, findings, isTried: again?.ok === true && again.tried !== undefined };
}

type Tryout = { tried: PreviewedRecord | undefined; doubts: readonly DefinitionWarning[] };
type Read = ({ ok: true } & Tryout) | { ok: false; errors: ErrorDetail[] };

async function preview(ctx: Ctx, { view, draft, recordId }: Asked, rows: readonly RowDraft[]): Promise<Read> {
  const { system, object } = view.version;
  const records = { recordIds: recordId === undefined ? [] : [recordId] };
  try {
    const content = draftToContent(view, draft, rows);
    const { records: found, warnings } = await previewMapping({
      ctx,
      input: { system, object, content, records },
    });
    return { ok: true, tried: found[0], doubts: warnings };
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('auth.')) throw error;
    const { code, detail, errors } = error;
    return { ok: false, errors: errors.length > 0 ? errors : [{ pointer: '', code, detail }] };
  }
}

/** Hands what the rows wrote to them, and what is probably a slip. */
function noteWrites({ tried, doubts }: Tryout, rows: readonly RowDraft[], previews: Previews): void {
  const of = (number: number) => previews.get(rows[number - 1]?.key ?? '');
  for (const { row, texts } of doubts) of(row)?.doubts.push(texts);
  for (const write of tried?.writes ?? []) of(write.row)?.writes.push(write);
}

/** Hands what is wrong with the record to the rows that it is about; returns what belongs to none. */
function noteFindings({ tried }: Tryout, rows: readonly RowDraft[], previews: Previews): ErrorDetail[] {
  return (tried?.findings ?? []).filter((finding) => {
    const preview = previews.get(pointerToRow(finding.pointer, rows)?.key ?? '');
    preview?.problems.push(finding);
    return preview === undefined;
  });
}
