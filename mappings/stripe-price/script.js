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

/** What the rows cannot say about a price of Stripe: its amount, which may be a part of the smallest unit. */
export default function map(source, draft, ctx) {
  const amount = source.unit_amount_decimal ?? null;
  if (amount === null) return draft;
  return { ...draft, listPrice: ctx.helpers.decimal.multiply(amount, UNITS[source.currency] ?? '0.01') };
}
