import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** DER before the 32 bytes of an Ed25519 public key (RFC 8410). */
const PUBLIC_KEY_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * What was signed of a chain on a day: up to which entry it reached, and that entry's hash. Kept outside of the database
 * it shows that entries were taken from the end, or that the whole chain was written anew.
 */
export const AuditAnchor = z.object({
  organizationId: z.string(),
  /** The day of the signature in UTC. */
  day: z.iso.date(),
  sequence: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signedAt: z.iso.datetime(),
  /** The 32 bytes of the Ed25519 public key, base64url. */
  publicKey: z.string(),
  /** Ed25519 over `anchorText`, base64url. */
  signature: z.string(),
});
export type AuditAnchor = z.infer<typeof AuditAnchor>;

/** The text that is signed: one JSON list without white space. */
export const anchorText = (anchor: Omit<AuditAnchor, 'publicKey' | 'signature'>): string =>
  JSON.stringify([
    'seikyu.anchor.1',
    anchor.organizationId,
    anchor.day,
    anchor.sequence,
    anchor.hash,
    anchor.signedAt,
  ]);

/** True when the anchor was signed with the key that it names; whose key that is, is another question. */
export const isAnchorSigned = (anchor: AuditAnchor): boolean =>
  isSignedWith(anchor.publicKey, anchorText(anchor), anchor.signature);

/** True when a text was signed with a key: the 32 bytes of an Ed25519 public key and the signature, base64url. */
export function isSignedWith(publicKey: string, text: string, signature: string): boolean {
  try {
    const raw = Buffer.from(publicKey, 'base64url');
    const key = createPublicKey({ key: Buffer.concat([PUBLIC_KEY_HEAD, raw]), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    // A key or signature that cannot be read signs nothing.
    return false;
  }
}
