/** One measured figure beside its reference. `ratio` is how many times better than the reference it is. */
export type Figure = {
  name: string;
  measured: string;
  reference: string;
  ratio: number;
  /** What the reference is: a peer in the same run, or the goal of the project. */
  against: string;
};

/** Makes a figure where less is better, such as milliseconds. */
export function lessIsBetter(
  name: string,
  measured: number,
  reference: number,
  unit: string,
  against: string,
): Figure {
  return {
    name,
    measured: `${round(measured)} ${unit}`,
    reference: `${round(reference)} ${unit}`,
    ratio: reference / measured,
    against,
  };
}

/** Makes a figure where more is better, such as requests a second. */
export function moreIsBetter(
  name: string,
  measured: number,
  reference: number,
  unit: string,
  against: string,
): Figure {
  return {
    name,
    measured: `${round(measured)} ${unit}`,
    reference: `${round(reference)} ${unit}`,
    ratio: measured / reference,
    against,
  };
}

/** Prints the table, then the same as one line of JSON. */
export function printReport(figures: Figure[], write: (text: string) => void): void {
  const rows = [
    ['figure', 'measured', 'reference', 'ratio', 'against'],
    ...figures.map((figure) => [
      figure.name,
      figure.measured,
      figure.reference,
      `${figure.ratio.toFixed(2)} x`,
      figure.against,
    ]),
  ];
  const widths =
    rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows)
    write(`${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}\n`);
  write(`\n${JSON.stringify({ at: new Date().toISOString(), node: process.version, figures })}\n`);
}

/** The value below which a share of the samples lies. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

const round = (value: number): string => (value >= 100 ? Math.round(value).toString() : value.toFixed(1));
