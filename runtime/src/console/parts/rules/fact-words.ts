import type { FactScope } from '../../../core/rules/fact-catalogue.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

type Words = Pick<Ui, 'texts'>;

/** A fact as the page calls it where its scope is told beside it. */
export function factName({ texts: { rules } }: Words, scope: FactScope, name: string): string {
  return nameOf(scope === 'invoice' ? rules.names.invoice : rules.names.line, name);
}

/** A fact as the page calls it where nothing else tells its scope: `A line: Margin`. */
export function scopedFactName(words: Words, scope: FactScope, name: string): string {
  const texts = words.texts.rules;
  const called = factName(words, scope, name);
  return scope === 'invoice' ? called : texts.valueOf(texts.scopes[scope], called);
}

/** What a fact is, and what becomes of an invoice that lacks it. */
export function factHelp(
  { texts: { rules } }: Words,
  scope: FactScope,
  name: string,
): { what: string; absent: string } {
  const isOfInvoice = scope === 'invoice';
  return {
    what: nameOf(isOfInvoice ? rules.factHelp.invoice : rules.factHelp.line, name),
    absent: isOfInvoice ? rules.editor.absent : rules.editor.absentOnLine,
  };
}
