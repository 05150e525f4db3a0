import type { FormValues } from './read-form.ts';

type TaxClass = 'standard' | 'reduced' | 'exempt';
type TaxRow = { taxClass: TaxClass; ratePercent: string; validFrom: string };

const ROWS_MAX = 40;
const CLASSES: readonly TaxClass[] = ['standard', 'reduced', 'exempt'];

/** Tax rules as values of a form, numbered; an open form has a blank row for each class that has rates. */
export function taxRowsToValues(
  rules: readonly TaxRow[],
  { isOpen }: { isOpen: boolean },
): Record<string, string> {
  const blank: TaxRow[] = (['standard', 'reduced'] as const).map((taxClass) => ({
    taxClass,
    ratePercent: '',
    validFrom: '',
  }));
  const rows = [...rules, ...(isOpen ? blank : [])];
  return Object.fromEntries(
    rows.flatMap(({ taxClass, ratePercent, validFrom }, index) => [
      [`taxClass.${index}`, taxClass],
      [`rate.${index}`, ratePercent === '' ? '' : String(Number(ratePercent))],
      [`from.${index}`, validFrom],
    ]),
  );
}

/** The rows of a form as the input of the verb: the category goes with class and rate, and a rate ends at the next. */
export function readTaxRows(values: FormValues) {
  const rows = numbers(values).flatMap((index) => {
    const taxClass = CLASSES.find((name) => name === values[`taxClass.${index}`]);
    const ratePercent = values[`rate.${index}`];
    if (taxClass === undefined) return [];
    // A blank row that was offered and not taken; the first row of a class must be filled in.
    if (ratePercent === undefined && hasEarlier(values, index, taxClass)) return [];
    return [{ taxClass, ratePercent: ratePercent ?? '', validFrom: values[`from.${index}`] ?? '' }];
  });
  return rows.map((row) => {
    const later = rows
      .filter(({ taxClass, validFrom }) => taxClass === row.taxClass && validFrom > row.validFrom)
      .map(({ validFrom }) => validFrom)
      .sort();
    return { ...row, category: categoryOf(row), ...(later[0] === undefined ? {} : { validTo: later[0] }) };
  });
}

/** The numbers of the rows that a form holds. */
export const numbers = (values: FormValues): number[] =>
  Array.from({ length: ROWS_MAX }, (_, index) => index).filter(
    (index) => values[`taxClass.${index}`] !== undefined,
  );

function hasEarlier(values: FormValues, index: number, taxClass: TaxClass): boolean {
  if (taxClass !== 'standard') return true;
  return numbers(values).some((other) => other < index && values[`taxClass.${other}`] === taxClass);
}

/** EN 16931: what is not taxed is exempt (E), whatever its class is called. */
function categoryOf({ taxClass, ratePercent }: TaxRow): 'S' | 'AA' | 'E' {
  if (taxClass === 'exempt' || Number(ratePercent) === 0) return 'E';
  return taxClass === 'reduced' ? 'AA' : 'S';
}
