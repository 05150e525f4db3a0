/**
 * What the rows cannot say about a deal of a file: the columns of each line, gathered by the rows as line, line1 …
 * line10, are one list; columns that are empty make no line; a quantity that is left out is one.
 */
export default function map(source, draft, ctx) {
  const { decimal } = ctx.helpers;
  const isZero = (value) => value === undefined || decimal.compare(value, '0') === 0;

  const names = ['line', ...Array.from({ length: 10 }, (_, at) => `line${at + 1}`)];
  const deal = Object.fromEntries(Object.entries(draft).filter(([name]) => !names.includes(name)));

  const toLine = (name, line) => {
    if (line.sku === undefined) throw new Error(`${name} has no sku`);
    const { discountPercent, discountAmount, ...rest } = line;
    return {
      ...rest,
      // No two lines of all deals have the same key: what was billed once is not billed again.
      key: `${source.id}/${name}`,
      name: line.name ?? line.sku,
      quantity: line.quantity ?? '1',
      ...(isZero(discountPercent) ? {} : { discountPercent }),
      ...(isZero(discountAmount) ? {} : { discountAmount }),
    };
  };

  const lines = names
    .filter((name) => draft[name] !== undefined)
    .filter((name) => draft[name].quantity === undefined || !isZero(draft[name].quantity))
    .map((name) => toLine(name, draft[name]));

  return {
    ...deal,
    title: draft.title ?? `${source.id}`,
    contactKeys: draft.contactKeys ?? [],
    lines,
  };
}
