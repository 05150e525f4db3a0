import type { Tx } from '../../../db/open-database.ts';
import { anchorMailSettings, anchorMails } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { recordAudit } from '../../record-audit.ts';

/** Asks for the mail of a day's anchor where somebody turned that on; once a day, whoever asks. */
export async function queueAnchorMail(tx: Tx, ctx: Ctx, day: string): Promise<void> {
  const [settings] = await tx.select().from(anchorMailSettings);
  if (settings?.isOn !== true) return;
  const { organizationId, requestId, deps } = ctx;
  const { addresses } = settings;
  const messageId = `<anchor.${organizationId}.${day}@${new URL(deps.publicBaseUrl).hostname}>`;
  const queued = await tx
    .insert(anchorMails)
    .values({ organizationId, day, messageId, addresses, state: 'queued', queuedAt: deps.clock.now() })
    .onConflictDoNothing()
    .returning({ day: anchorMails.day });
  if (queued.length === 0) return;
  await recordAudit(tx, ctx, {
    action: 'anchor_mail.request',
    objectKind: 'anchor_mail',
    objectId: day,
    after: { messageId, addresses },
  });
  const payload = { organizationId, requestId, day };
  await deps.jobs.enqueue(tx, [{ stage: 'mail_anchor', key: `${organizationId}/${day}`, payload }]);
}
