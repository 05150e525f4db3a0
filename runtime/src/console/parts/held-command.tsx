/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { JsonValue } from '../../core/json.ts';
import type { CommandView } from '../../flow/read/command-view.ts';
import { moneyText } from '../format/money-text.ts';
import { pointerText } from '../format/pointer-text.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';

/** A held command in a few words, such as "Refund of ¥10,000". */
export function heldName(ui: Ui, { name, amount }: CommandView, currency: string): string {
  const texts = ui.texts.held;
  return texts.asked(texts.names[name], amount === null ? null : moneyText(amount, currency, ui.locale));
}

/** Not told twice: they stand in the name and beside it. */
const TOLD: ReadonlySet<string> = new Set(['amount', 'reason', 'externalId', 'writeOffId', 'version']);

/** Why a command was asked for, and each value that it would set, by its place. */
export function HeldDetails({ ui, command }: { ui: Ui; command: CommandView }) {
  const texts = ui.texts.held;
  const leaves = Object.entries(command.input).flatMap(([name, value]) =>
    TOLD.has(name) ? [] : leavesOf(name, value),
  );
  return (
    <div>
      <p>{texts.reason(command.reason)}</p>
      {leaves.length === 0 ? null : (
        <dl class="fields">
          {leaves.map(({ pointer, text }) => (
            <div>
              <dt>{placeText(ui, pointer)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

type Leaf = { pointer: string; text: string };

function leavesOf(pointer: string, value: JsonValue): Leaf[] {
  if (value === null || typeof value !== 'object')
    return [{ pointer, text: value === null ? '–' : String(value) }];
  return Object.entries(value).flatMap(([name, member]) => leavesOf(`${pointer}/${name}`, member));
}

/** What a value of the command is called; of a correction, as the document calls it. */
const placeText = ({ texts }: Ui, pointer: string): string =>
  Object.hasOwn(texts.held.fields, pointer)
    ? nameOf(texts.held.fields, pointer)
    : pointerText(`/${pointer}`, texts.lineage);
