/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TRANSFORMS } from '../../../core/mapping/transforms/table.ts';
import type { RowDraft, TransformDraft } from '../../read/mappings/editor-draft.ts';
import { argumentsOf, takesJson } from '../../read/mappings/transform-arguments.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { EditorButton } from './editor-button.tsx';
import { TransformArgumentControl } from './transform-argument.tsx';

/** The transforms of a row in their order, each with its arguments, and a picker that adds another one. */
export function RowTransforms({ ui, row, number }: { ui: Ui; row: RowDraft; number: number }) {
  const texts = ui.texts.mappings;
  return (
    <div class="edit-transforms">
      {row.transforms.map((transform, at) => (
        <TransformChip ui={ui} rowKey={row.key} transform={transform} at={at} />
      ))}
      {row.kind === 'const' ? null : (
        <select
          class="input edit-add"
          name={`${row.key}.add`}
          aria-label={texts.editor.addTransform(String(number))}
          hx-post=""
          hx-trigger="change"
        >
          <option value="">{texts.editor.transform}</option>
          {[...TRANSFORMS.keys()].map((name) => (
            <option value={name}>{nameOf(texts.transforms, name)}</option>
          ))}
        </select>
      )}
      {row.kind === 'const' ? null : (
        <label class="edit-argument">
          <input type="checkbox" name={`${row.key}.required`} checked={row.isRequired} />
          <span>{texts.editor.required}</span>
        </label>
      )}
    </div>
  );
}

type ChipProps = { ui: Ui; rowKey: string; transform: TransformDraft; at: number };

function TransformChip({ ui, rowKey, transform, at }: ChipProps) {
  const texts = ui.texts.mappings;
  const prefix = `${rowKey}.t${at}`;
  const label = nameOf(texts.transforms, transform.name);
  const hasJson = takesJson(transform.name) || transform.more !== '';
  return (
    <span class="edit-chip">
      <input type="hidden" name={`${rowKey}.t`} value={String(at)} />
      <input type="hidden" name={`${prefix}.name`} value={transform.name} />
      <span class="edit-chip-name">{label}</span>
      {argumentsOf(transform.name).map((argument) => (
        <TransformArgumentControl
          ui={ui}
          name={`${prefix}.a.${argument.name}`}
          argument={argument}
          value={transform.args[argument.name] ?? ''}
        />
      ))}
      {hasJson ? (
        <label class="edit-argument">
          <span>{texts.editor.json}</span>
          <input
            class="input mono"
            name={`${prefix}.more`}
            value={transform.more}
            autocomplete="off"
            placeholder="{ }"
          />
        </label>
      ) : null}
      <EditorButton ui={ui} does={`untransform:${rowKey}:${at}`} label={texts.editor.removeTransform(label)}>
        ×
      </EditorButton>
    </span>
  );
}
