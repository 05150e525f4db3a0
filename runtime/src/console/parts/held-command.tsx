/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { CommandView } from '../../flow/read/command-view.ts';
import { moneyText } from '../format/money-text.ts';
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
  const values = Object.entries(command.input).filter(([name]) => !TOLD.has(name));
  const leaves = values.flatMap(([name, value]) => leavesOf(texts.fields[name] ?? name, value));
  return (
    <div>
      <p>{texts.reason(command.reason)}</p>
      {leaves.length === 0 ? null : (
        <dl class="fields">
          {leaves.map(({ place, text }) => (
            <div>
              <dt>{place}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function leavesOf(place: string, value: unknown): { place: string; text: string }[] {
  if (value === null || typeof value !== 'object')
    return [{ place, text: value === null ? '–' : String(value) }];
  return Object.entries(value).flatMap(([name, member]) =>
    leavesOf(`${place} › ${Array.isArray(value) ? Number(name) + 1 : name}`, member),
  );
}
