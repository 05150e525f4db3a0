import { AppError, type ErrorDetail } from '../../../core/app-error.ts';
import type { Locale } from '../../../core/invoice/document.ts';
import type { JsonObject } from '../../../core/json.ts';
import type { TracedWrite } from '../../../core/mapping/row-run.ts';
import type { Ctx } from '../../../flow/context.ts';
import { type PreviewedRecord, previewMapping } from '../../../flow/mappings/preview-mapping.ts';
import type { VersionView } from '../../../flow/mappings/read-version.ts';
import { draftToContent, filledRows } from './draft-content.ts';
import type { EditorDraft, RowDraft } from './editor-draft.ts';
import { pointerToRow } from './pointer-to-row.ts';

/** What a row made of the record, and what is wrong or doubtful with it. */
export type RowPreview = { writes: TracedWrite[]; problems: string[]; doubts: string[] };

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

type Asked = { view: VersionView; draft: EditorDraft; recordId: string | undefined; locale: Locale };

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
  return {
    rows: previews,
    record: tried?.record ?? null,
    findings: tried?.findings ?? [],
    scriptFindings,
    isTried: tried?.isTried ?? false,
  };
}

type Tried = Pick<DraftPreview, 'record' | 'findings' | 'isTried'>;

/** Tries the rows, and once more without those that cannot be read. */
async function tryRows(
  ctx: Ctx,
  asked: Asked,
  rows: readonly RowDraft[],
  previews: Map<string, RowPreview>,
): Promise<Tried | undefined> {
  const read = await preview(ctx, asked, rows);
  if (read.ok) return note(read, rows, previews, asked.locale);
  const wrong = new Set<string>();
  const findings: ErrorDetail[] = [];
  for (const error of read.errors) {
    const row = rows[Number(/^\/fields\/([0-9]+)/.exec(error.pointer)?.[1] ?? '-1')];
    if (row === undefined) findings.push(error);
    else {
      wrong.add(row.key);
      previews.get(row.key)?.problems.push(error.texts?.[asked.locale] ?? error.detail);
    }
  }
  const left = rows.filter(({ key }) => !wrong.has(key));
  const again = wrong.size === 0 || left.length === 0 ? undefined : await preview(ctx, asked, left);
  const isRead = again?.ok === true;
  const tried = isRead ? note(again, left, previews, asked.locale) : { findings: [], isTried: false };
  // A record that half of the rows make is shown for its values, and is no result.
  return { record: null, findings: [...findings, ...tried.findings], isTried: tried.isTried };
}

type Read =
  | {
      ok: true;
      tried: PreviewedRecord | undefined;
      doubts: { row: number; text: { en: string; ja: string } }[];
    }
  | { ok: false; errors: ErrorDetail[] };

async function preview(ctx: Ctx, { view, draft, recordId }: Asked, rows: readonly RowDraft[]): Promise<Read> {
  const { system, object } = view.version;
  const records = { recordIds: recordId === undefined ? [] : [recordId] };
  try {
    const content = draftToContent(view, draft, rows);
    const { records: found, warnings } = await previewMapping({
      ctx,
      input: { system, object, content, records },
    });
    return { ok: true, tried: found[0], doubts: warnings.map(({ row, texts }) => ({ row, text: texts })) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('auth.')) throw error;
    const { code, detail, errors } = error;
    return { ok: false, errors: errors.length > 0 ? errors : [{ pointer: '', code, detail }] };
  }
}

/** Hands what was found to the rows that it is about; returns what belongs to none. */
function note(
  { tried, doubts }: Extract<Read, { ok: true }>,
  rows: readonly RowDraft[],
  previews: Map<string, RowPreview>,
  locale: Locale,
): Tried {
  const of = (row: RowDraft | undefined): RowPreview | undefined =>
    row === undefined ? undefined : previews.get(row.key);
  for (const { row, text } of doubts) of(rows[row - 1])?.doubts.push(text[locale]);
  for (const write of tried?.writes ?? []) of(rows[write.row - 1])?.writes.push(write);
  const findings = (tried?.findings ?? []).filter((finding) => {
    const preview = of(pointerToRow(finding.pointer, rows));
    preview?.problems.push(finding.texts?.[locale] ?? finding.detail);
    return preview === undefined;
  });
  return { record: tried?.record ?? null, findings, isTried: tried !== undefined };
}
