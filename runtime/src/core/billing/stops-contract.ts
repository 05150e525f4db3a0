import type { Finding } from '../validation/finding.ts';

/** What is wrong about a fact leaves that fact out; what is wrong about the contract stops all of it. */
export const stopsContract = ({ level, code }: Finding): boolean =>
  level === 'error' && code.startsWith('contract.');
