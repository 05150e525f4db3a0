import { z } from 'zod';
import { AuditAnchor } from './anchor.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of an exported trail: what it holds, each entry with its seal, the anchors in between, and its end. */
export const ExportLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('seikyu.audit.export'),
    format: z.literal(1),
    organizationId: z.string(),
    from: z.string(),
    to: z.string(),
    exportedAt: z.string(),
    /** The entry that the first one follows; the start of the chain where it is the first of all. */
    after: z.object({ sequence: z.int().nonnegative(), hash: Hash }),
  }),
  z.object({
    type: z.literal('entry'),
    sequence: z.int().positive(),
    organizationId: z.string(),
    id: z.string(),
    occurredAt: z.string(),
    actor: z.string(),
    action: z.string(),
    objectKind: z.string(),
    objectId: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    reason: z.string().nullable(),
    requestId: z.string(),
    xid: z.string(),
    blankedBy: z.string().nullable(),
    salt: z.string().nullable(),
    payloadHash: Hash,
    prevHash: Hash,
    hash: Hash,
    sealedAt: z.string(),
  }),
  AuditAnchor.extend({ type: z.literal('anchor') }),
  z.object({ type: z.literal('end'), count: z.int().nonnegative(), sequence: z.int(), hash: Hash }),
]);
export type ExportLine = z.infer<typeof ExportLine>;
