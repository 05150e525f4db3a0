import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** One of the few values that a fact can have, as a person calls it: a kind of document, a tax category, a language. */
export const valueName = ({ texts }: Pick<Ui, 'texts'>, value: string): string =>
  nameOf(
    { ...texts.rules.documentKinds, ...texts.invoice.taxCategories, ...texts.reminders.languages },
    value,
  );
