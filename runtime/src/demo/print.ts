/** Prints the demo's steps with the time since its start, on stdout. */
export type Printer = {
  step(number: number, title: string): void;
  line(text: string): void;
};

/** Makes a printer whose times count from now. */
export function createPrinter(write: (text: string) => void, nowMs: () => number): Printer {
  const startedAtMs = nowMs();
  const elapsed = (): string =>
    `${String((nowMs() - startedAtMs) / 1000)
      .slice(0, 5)
      .padStart(6)} s`;
  return {
    step: (number, title) => write(`\n${String(number).padStart(2)}  ${title}\n`),
    line: (text) => write(`    ${elapsed()}  ${text}\n`),
  };
}
