import { errorFinding, type Finding } from '../validation/finding.ts';

/** Says from which day on a contract will bill nothing, since an error stops it. */
export const parkedFinding = (day: string): Finding =>
  errorFinding(
    'contract.parked',
    '',
    `From ${day} on nothing is billed until somebody lets the errors pass.`,
    `${day}以降は、エラーが承認されるまで請求されません。`,
  );
