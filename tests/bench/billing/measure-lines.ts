import { computeInvoice } from '../../../runtime/src/core/invoice/compute-invoice.ts';
import { InvoiceDraft } from '../../../runtime/src/core/invoice/draft-document.ts';
import { type Figure, lessIsBetter } from '../report.ts';

const LINES = 1_000;
const RUNS = 200;
/** The first ones compile what the later ones use. */
const WARM_UP_RUNS = 50;
const RATES = ['20', '10', '5.5'];

/** A full invoice with tax per rate, each line; the floor adds the same up in scaled bigints and does nothing else. */
export function measureLines(): Figure[] {
  const lines = Array.from({ length: LINES }, (_, index) => ({
    name: `Item ${index + 1}`,
    quantity: `${1 + (index % 97)}.${index % 10}`,
    unitPrice: `${3 + (index % 211)}.${10 + (index % 90)}`,
    taxCategory: 'S' as const,
    taxRatePercent: RATES[index % RATES.length] ?? '20',
  }));
  const draft = InvoiceDraft.parse({
    locale: 'en',
    currency: 'EUR',
    supplyDate: '2026-11-24',
    termsCode: 'net:30',
    seller: { name: 'Sanka GmbH' },
    buyer: { name: 'Northwind' },
    lines,
  });
  const computed = computeInvoice(draft);
  const scaled = lines.map(({ quantity, unitPrice, taxRatePercent }) => ({
    quantity: BigInt(quantity.replace('.', '')),
    price: BigInt(unitPrice.replace('.', '')),
    rate: RATES.indexOf(taxRatePercent),
  }));
  const payable = computed.ok ? computed.document.totals.payable.replace('.', '') : 'none';
  if (payable !== String(payableInBigints(scaled))) throw new Error('the floor adds up to something else');
  const wholeUs = medianUs(() => computeInvoice(draft)) / LINES;
  const floorUs = medianUs(() => payableInBigints(scaled)) / LINES;
  const name = `invoice of ${LINES.toLocaleString('en')} lines with tax per rate, each line`;
  return [
    lessIsBetter(name, wholeUs, 10, 'µs', 'goal'),
    lessIsBetter(name, wholeUs * 1_000, floorUs * 1_000, 'ns', 'the same sums in scaled bigints'),
  ];
}

type ScaledLine = { quantity: bigint; price: bigint; rate: number };

/** Rates in tenths of a percent. */
const SCALED_RATES = [200n, 100n, 55n];

/** Half up, for what is not negative: quantities have one decimal, prices two. */
function payableInBigints(lines: readonly ScaledLine[]): bigint {
  const bases = SCALED_RATES.map(() => 0n);
  for (const { quantity, price, rate } of lines)
    bases[rate] = (bases[rate] ?? 0n) + (quantity * price + 5n) / 10n;
  return bases.reduce(
    (sum, base, rate) => sum + base + (base * (SCALED_RATES[rate] ?? 0n) + 500n) / 1_000n,
    0n,
  );
}

function medianUs(work: () => unknown): number {
  const samples: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const startedAt = performance.now();
    work();
    samples.push((performance.now() - startedAt) * 1_000);
  }
  return samples.slice(WARM_UP_RUNS).sort((left, right) => left - right)[(RUNS - WARM_UP_RUNS) / 2] ?? 0;
}
