/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { CanonicalKind } from '../../../core/canonical/schemas.ts';
import { listTargetFields } from '../../../core/mapping/list-target-fields.ts';
import type { SourceField } from '../../../core/mapping/source-field.ts';
import type { Ui } from '../../ui.ts';
import { SOURCES, TARGETS } from './field-list-ids.ts';

type ListsProps = { ui: Ui; kind: CanonicalKind; fields: readonly SourceField[] };

/** What the pickers offer: the fields of the source with a sample, and ours with a mark on those that must be there. */
export function FieldLists({ ui, kind, fields }: ListsProps) {
  const texts = ui.texts.mappings.editor;
  return (
    <>
      <datalist id={SOURCES}>
        {fields.map(({ path, label, sample }) => (
          <option value={path}>{[label, sample ?? ''].filter((text) => text !== '').join(' · ')}</option>
        ))}
      </datalist>
      <datalist id={TARGETS}>
        {[...listTargetFields(kind).values()].map(({ path, isRequired }) => (
          <option value={path}>{isRequired ? texts.mustBeFilled : ''}</option>
        ))}
      </datalist>
    </>
  );
}
