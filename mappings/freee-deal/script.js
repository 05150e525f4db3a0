/**
 * What the rows cannot say about a deal of freee: rows are with their tax, and those on the other side than the deal are
 * deductions; net and tax of the deal are the sums of its rows.
 */
export default function map(_source, draft, ctx) {
  const { add, neg, sub } = ctx.helpers;
  const { payments, lines = [], ...entry } = draft;
  const ownSide = entry.type === 'income' ? 'credit' : 'debit';
  const sumOf = (amounts) => amounts.reduce((sum, amount) => add(sum, amount), '0');
  const signed = (side, amount) => (side === ownSide ? amount : neg(amount));

  const net = lines.map(({ side, gross, tax }) => signed(side, sub(gross, tax)));
  const taxes = lines.map(({ side, tax }) => signed(side, tax));
  return {
    ...entry,
    ...(lines.length === 0 ? {} : { net: sumOf(net), tax: sumOf(taxes) }),
    ...(payments === undefined ? {} : { paid: sumOf(payments) }),
    lines: lines.map(({ side, gross, tax, ...line }, at) => ({ ...line, net: net[at] })),
  };
}
