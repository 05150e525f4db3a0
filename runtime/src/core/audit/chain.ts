import { hash } from 'node:crypto';
import type { AuditLine, AuditSeal } from './audit-line.ts';

/** What the first entry of a chain follows. */
export const CHAIN_START = '0'.repeat(64);

/** Names the way in which hashes are made; another way gets another name, and old seals stay what they are. */
const FORMAT = 'seikyu.audit.1';

/**
 * SHA-256, in hex, of what may hold personal data: salt, before, after and reason, as one JSON list without white space.
 * It stands in the chain in place of them, so that they can be blanked.
 */
export const payloadHash = (
  salt: string | null,
  { before, after, reason }: Pick<AuditLine, 'before' | 'after' | 'reason'>,
): string => hash('sha256', JSON.stringify([salt, before, after, reason]));

/** SHA-256, in hex, of an entry in its place: everything but what may be blanked, which stands in it as its hash. */
export const sealHash = (
  line: Omit<AuditLine, 'before' | 'after' | 'reason' | 'blankedBy'>,
  seal: Omit<AuditSeal, 'salt' | 'hash'>,
): string =>
  hash(
    'sha256',
    JSON.stringify([
      FORMAT,
      line.organizationId,
      seal.sequence,
      seal.prevHash,
      line.id,
      line.occurredAt,
      line.actor,
      line.action,
      line.objectKind,
      line.objectId,
      line.requestId,
      line.xid,
      seal.payloadHash,
      seal.sealedAt,
    ]),
  );
