/**
 * An audit entry as it is hashed: every member is the text that is stored, so that no later code can read it otherwise.
 * `actor`, `before` and `after` are JSON as it was written; instants are UTC with microseconds.
 */
export type AuditLine = {
  organizationId: string;
  id: string;
  occurredAt: string;
  actor: string;
  action: string;
  objectKind: string;
  objectId: string;
  before: string | null;
  after: string | null;
  reason: string | null;
  requestId: string;
  /** The transaction that wrote it. */
  xid: string;
  /** The entry that tells of the blanking of this one; null for one that is whole. */
  blankedBy: string | null;
};

/** The seal of an entry: its place in the chain of its organization. */
export type AuditSeal = {
  sequence: number;
  /** 16 random bytes in hex; null once the entry was blanked. */
  salt: string | null;
  payloadHash: string;
  prevHash: string;
  hash: string;
  sealedAt: string;
};

/** An entry with its seal. */
export type SealedLine = AuditLine & AuditSeal;
