import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** What has entries of its own or names the invoice anyway. */
const NOT_CONTENT: ReadonlySet<string> = new Set(['id', 'status']);

/** The content of a document as an audit entry holds it: every member that it has. */
export const auditedContent = (document: InvoiceDocument): JsonObject =>
  Object.fromEntries(
    Object.entries(document as JsonObject).filter(
      ([name, value]) => value !== null && !NOT_CONTENT.has(name),
    ),
  );

/** Records which members of a draft's content changed, from what to what; nothing when none did. */
export async function recordContentChange(
  tx: Tx,
  ctx: Ctx,
  before: InvoiceDocument,
  after: InvoiceDocument,
): Promise<void> {
  const was = auditedContent(before);
  const now = auditedContent(after);
  const changed = [...new Set([...Object.keys(was), ...Object.keys(now)])].filter(
    (name) => stableJson(was[name] ?? null) !== stableJson(now[name] ?? null),
  );
  if (changed.length === 0) return;
  const membersOf = (content: JsonObject): JsonObject =>
    Object.fromEntries(changed.map((name) => [name, content[name] ?? null]));
  await recordAudit(tx, ctx, {
    action: 'invoice.change_content',
    objectKind: 'invoice',
    objectId: before.id,
    before: { document: membersOf(was) },
    after: { document: membersOf(now) },
  });
}
