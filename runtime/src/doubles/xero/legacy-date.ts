/** An instant in Xero's legacy form. */
export function instantToLegacy(atMs: number): string {
  return `/Date(${atMs}+0000)/`;
}

/** A calendar date `YYYY-MM-DD` in Xero's legacy form: its midnight in UTC. */
export function dateToLegacy(date: string): string {
  return instantToLegacy(Date.parse(`${date}T00:00:00Z`));
}
