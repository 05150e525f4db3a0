/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { TransformArgument } from '../../read/mappings/transform-arguments.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

type ControlProps = { ui: Ui; name: string; argument: TransformArgument; value: string };

/** The control of one argument of a transform. Left empty it is not said, and the transform's own default counts. */
export function TransformArgumentControl({ ui, name, argument, value }: ControlProps) {
  return (
    <span class={argument.kind === 'table' ? 'edit-argument edit-argument-table' : 'edit-argument'}>
      <label for={name}>{nameOf(ui.texts.mappings.arguments, argument.name)}</label>
      <Control ui={ui} name={name} argument={argument} value={value} />
    </span>
  );
}

function Control({ ui, name, argument, value }: ControlProps) {
  const texts = ui.texts.mappings.editor;
  switch (argument.kind) {
    case 'choice':
      return (
        <select class="input" id={name} name={name}>
          <option value="">{texts.usual}</option>
          {argument.choices.map((choice) => (
            <option value={choice} selected={choice === value}>
              {choice}
            </option>
          ))}
        </select>
      );
    case 'table':
      return (
        <textarea class="input mono" id={name} name={name} rows={3} placeholder={texts.tableExample}>
          {value}
        </textarea>
      );
    default:
      return (
        <input
          class="input mono"
          id={name}
          name={name}
          value={value}
          autocomplete="off"
          inputmode={argument.kind === 'whole' ? 'numeric' : undefined}
          maxlength={200}
        />
      );
  }
}
