import { createHash } from 'node:crypto';
import { stableJson } from '../../core/stable-json.ts';
import type { Finding } from '../../core/validation/finding.ts';

/** Why a contract waits, and the hash that a release names it by. */
export type ParkedView = { findings: Finding[]; hash: string };

/** SHA-256, in hex, of the findings of a parked contract. */
export const parkedHash = (findings: Finding[]): string =>
  createHash('sha256').update(stableJson(findings)).digest('hex');

/** The findings of a parked contract with their hash; null for one that runs. */
export const readParked = (findings: Finding[] | null): ParkedView | null =>
  findings === null ? null : { findings, hash: parkedHash(findings) };
