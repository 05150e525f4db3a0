import { compareDates, daysBetween } from '../../../core/civil-date.ts';
import { type Tone, toneOf } from '../../parts/status-chip.tsx';
import type { ContractPageData, YearSpan } from '../../read/load-contract-page.ts';

/** Sizes of the picture in its own units; the page scrolls it sideways where it does not fit. */
export const YEAR_SIZE = { width: 760, height: 176, side: 22, ground: 128, barMax: 78, bar: 16 } as const;

/** An invoice in the picture: where it stands and how high, and what it says. */
export type YearBar = {
  day: string;
  total: string;
  x: number;
  height: number;
  /** Null for one that is to come. */
  made: { id: string; number: string | null; tone: Tone } | null;
  /** False where the words would run into those after. */
  hasLabel: boolean;
};

const LABEL_GAP = 50;
const HEIGHT_MIN = 6;

/** Where a day is in the picture, from left to right. */
export function yearX({ from, to }: YearSpan, day: string): number {
  const { width, side } = YEAR_SIZE;
  return side + (daysBetween(from, day) / (daysBetween(from, to) + 1)) * (width - 2 * side);
}

/** The invoices of the year by their days, made and to come, as high as their totals. */
export function yearBars({ contract, year, coming }: ContractPageData): YearBar[] {
  const isShown = (day: string) => compareDates(day, year.from) >= 0 && compareDates(day, year.to) <= 0;
  const made = contract.invoices.flatMap(({ id, number, status, billedOn, total }) =>
    billedOn === null ? [] : [{ day: billedOn, total, made: { id, number, tone: toneOf(status) } }],
  );
  const ahead = coming.ok
    ? coming.invoices.map(({ invoiceOn, payable }) => ({ day: invoiceOn, total: payable, made: null }))
    : [];
  const all = [...made, ...ahead]
    .filter(({ day }) => isShown(day))
    .sort((one, other) => compareDates(one.day, other.day));
  // Heights are a drawing: a binary fraction is exact enough for a pixel.
  const highest = Math.max(...all.map(({ total }) => Math.abs(Number(total))), 1);
  // From the right: a bar is drawn over the words of the one before it.
  let nextLabel = Number.POSITIVE_INFINITY;
  const bars = all.toReversed().map((bar) => {
    const x = yearX(year, bar.day);
    const hasLabel = nextLabel - x >= LABEL_GAP;
    if (hasLabel) nextLabel = x;
    const height = Math.max(HEIGHT_MIN, (Math.abs(Number(bar.total)) / highest) * YEAR_SIZE.barMax);
    return { ...bar, x, height, hasLabel };
  });
  return bars.toReversed();
}
