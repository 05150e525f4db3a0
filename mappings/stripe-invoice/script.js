/** One of Stripe's smallest units in major units, where it is not a hundredth: docs.stripe.com/currencies. */
const UNITS = {
  bif: '1',
  clp: '1',
  djf: '1',
  gnf: '1',
  jpy: '1',
  kmf: '1',
  krw: '1',
  mga: '1',
  pyg: '1',
  rwf: '1',
  vnd: '1',
  vuv: '1',
  xaf: '1',
  xof: '1',
  xpf: '1',
  bhd: '0.001',
  jod: '0.001',
  kwd: '0.001',
  omr: '0.001',
  tnd: '0.001',
};

/**
 * What the rows cannot say about an invoice of Stripe: amounts are in major units, a line is without its discounts and
 * without tax, and its tax has a code where it is one tax.
 */
export default function map(source, draft, ctx) {
  const { add, mul, sub } = ctx.helpers;
  const { net, total, paid, due, lines = [], ...entry } = draft;
  if (source.lines?.has_more) throw new Error('not all of its lines are here');

  const toMajor = (amount) => mul(amount, UNITS[source.currency] ?? '0.01');
  const textOf = (amount) => {
    if (!Number.isSafeInteger(amount)) throw new Error(`${amount} is no whole number of the smallest unit`);
    return `${amount}`;
  };
  // Before version 2025-03-31 a line had tax_amounts, each with `inclusive`.
  const taxesOf = (line) => line.taxes ?? line.tax_amounts ?? [];
  const isInclusive = (tax) => tax.tax_behavior === 'inclusive' || tax.inclusive === true;
  const charged = lines.flatMap((_line, at) =>
    taxesOf(source.lines.data[at]).filter(({ amount }) => amount !== 0),
  );
  const isTaxIncluded = charged.some(isInclusive);
  if (isTaxIncluded && !charged.every(isInclusive))
    throw new Error('some of its prices are with tax and some without');

  const toLine = ({ net: gross, unitPrice, ...line }, at) => {
    const { discount_amounts: discounts } = source.lines.data[at];
    const taxes = taxesOf(source.lines.data[at]);
    const off = [...(discounts ?? []), ...taxes.filter(isInclusive)].map(({ amount }) => textOf(amount));
    const code = taxes.length === 1 ? (taxes[0].tax_rate_details?.tax_rate ?? taxes[0].tax_rate) : undefined;
    return {
      ...line,
      ...(unitPrice === undefined ? {} : { unitPrice: toMajor(unitPrice) }),
      net: toMajor(
        sub(
          gross,
          off.reduce((sum, amount) => add(sum, amount), '0'),
        ),
      ),
      ...(typeof code === 'string' ? { taxCode: code } : {}),
    };
  };

  return {
    ...entry,
    isTaxIncluded,
    ...(net === undefined ? {} : { net: toMajor(net), tax: toMajor(sub(total, net)) }),
    total: toMajor(total),
    ...(paid === undefined ? {} : { paid: toMajor(paid) }),
    ...(due === undefined ? {} : { due: toMajor(due) }),
    lines: lines.map(toLine),
  };
}
