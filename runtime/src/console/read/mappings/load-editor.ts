import type { AppError } from '../../../core/app-error.ts';
import { isJsonObject, type JsonObject } from '../../../core/json.ts';
import type { SourceField } from '../../../core/mapping/source-field.ts';
import type { Ctx } from '../../../flow/context.ts';
import { describeSource } from '../../../flow/mappings/describe-source.ts';
import { listSampleRecords } from '../../../flow/mappings/list-sample-records.ts';
import type { VersionView } from '../../../flow/mappings/read-version.ts';
import type { RunRecord } from '../../../flow/mappings/runs/load-run-records.ts';
import type { EditorDraft } from './editor-draft.ts';
import { type DraftPreview, previewDraft } from './preview-draft.ts';

/** Everything that the editor of a draft shows. */
export type EditorData = {
  view: VersionView;
  draft: EditorDraft;
  preview: DraftPreview;
  /** Stored records to try it on, the chosen one among them. */
  samples: { id: string; label: string }[];
  /** True where the record that was asked for by its id is not stored. */
  isSampleMissing: boolean;
  /** Empty where a part of the page is asked for, which lacks the pickers' lists. */
  sourceFields: SourceField[];
  /** The row that the focus goes to. */
  focusKey: string | undefined;
  error: AppError | undefined;
};

type Asked = {
  view: VersionView;
  draft: EditorDraft;
  /** Looks a record up by the id that its system gave it. */
  find?: string;
  isPart: boolean;
  focusKey?: string | undefined;
  error?: AppError | undefined;
};

/** Tries the draft as typed, and reads what its pickers offer. Throws `auth.scope_missing`. */
export async function loadEditor(ctx: Ctx, asked: Asked): Promise<EditorData> {
  const { view, draft, find = '', isPart, focusKey, error } = asked;
  const { system, object, connectionId } = view.version;
  const newest = await listSampleRecords({ ctx, input: view.version });
  const found =
    find === '' ? [] : await listSampleRecords({ ctx, input: { ...view.version, externalId: find } });
  const samples = [...found, ...newest.filter(({ id }) => id !== found[0]?.id)];
  const chosen = found[0] ?? samples.find(({ id }) => id === draft.recordId) ?? samples[0];
  const withRecord = { ...draft, recordId: chosen?.id ?? '' };
  const described = isPart
    ? undefined
    : await describeSource({
        ctx,
        input: { system, object, ...(connectionId === null ? {} : { connectionId }) },
      });
  return {
    view,
    draft: withRecord,
    preview: await previewDraft(ctx, { view, draft: withRecord, recordId: chosen?.id }),
    samples: samples.map((sample) => ({ id: sample.id, label: labelOf(sample) })),
    isSampleMissing: find !== '' && found.length === 0,
    sourceFields: described?.fields ?? [],
    focusKey,
    error,
  };
}

const NAMES = ['dealname', 'name', 'title', 'email'];

/** The id of a record, and its name where it has one that we know by its key. */
function labelOf({ externalId, payload }: RunRecord): string {
  const places: JsonObject[] = [payload, payload['properties']].filter((place) => isJsonObject(place));
  const [name] = places.flatMap((place) => NAMES.flatMap((key) => place[key] ?? []));
  return typeof name === 'string' ? `${name} (${externalId})` : externalId;
}
