import type { Finding } from '../../core/validation/finding.ts';
import type { ContractRow } from './load-contract.ts';

/** Whether somebody let these findings of a contract pass. */
export const isReleased = (
  { released }: Pick<ContractRow, 'released'>,
  findings: readonly Finding[],
): boolean =>
  released !== null &&
  // With its amounts: what grows beyond what was let pass asks again.
  findings.every(({ code, text }) =>
    released.findings.some((passed) => passed.code === code && passed.text.en === text.en),
  );
