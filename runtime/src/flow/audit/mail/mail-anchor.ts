import { and, eq, inArray } from 'drizzle-orm';
import { assert } from '../../../core/assert.ts';
import type { Tx } from '../../../db/open-database.ts';
import { anchorMails, organizations } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { throwUnlessSent } from '../../deliver/throw-unless-sent.ts';
import type { EmailMessage, EmailOutcome } from '../../ports.ts';
import { recordAudit } from '../../record-audit.ts';
import { readAnchors } from '../read-anchors.ts';
import { anchorMessage } from './anchor-message.ts';

const STATE_OF_OUTCOME = {
  sent: 'sent',
  refused: 'failed',
  unavailable: 'queued',
  unknown: 'unknown',
} as const satisfies Record<EmailOutcome['state'], string>;

/**
 * Hands the mail of a day's anchor to the mail channel and records what became of it. One that was under way when the hub
 * died may have been sent: it is shown as unknown and not repeated by itself, except where the channel makes one message
 * of two (a folder). Throws `delivery.*` for one that was not sent.
 */
export async function mailAnchor({ ctx, input }: { ctx: Ctx; input: { day: string } }): Promise<void> {
  const { database, email } = ctx.deps;
  const begun = await database.inOrganization(ctx.organizationId, (tx) => begin(tx, ctx, input.day));
  if (begun === undefined) return;
  const outcome: EmailOutcome = begun.mayHaveBeenSent
    ? { state: 'unknown', detail: 'The hub stopped while this message was being sent.' }
    : await email.send(begun.message);
  await database.inOrganization(ctx.organizationId, (tx) => recordOutcome(tx, ctx, input.day, outcome));
  throwUnlessSent(outcome);
}

async function begin(
  tx: Tx,
  ctx: Ctx,
  day: string,
): Promise<{ message: EmailMessage; mayHaveBeenSent: boolean } | undefined> {
  const [mail] = await tx
    .select()
    .from(anchorMails)
    .where(and(eq(anchorMails.day, day), inArray(anchorMails.state, ['queued', 'sending'])))
    .for('update');
  if (mail === undefined) return undefined;
  const [organization] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, ctx.organizationId));
  const anchor = (await readAnchors(tx)).find((one) => one.day === day);
  assert(anchor !== undefined, 'a mail is of an anchor');
  await tx.update(anchorMails).set({ state: 'sending' }).where(eq(anchorMails.day, day));
  const { publicBaseUrl, email } = ctx.deps;
  return {
    message: anchorMessage({ ...mail, anchor, organizationName: organization?.name ?? '', publicBaseUrl }),
    mayHaveBeenSent: mail.state === 'sending' && email.kind === 'smtp',
  };
}

async function recordOutcome(tx: Tx, ctx: Ctx, day: string, outcome: EmailOutcome): Promise<void> {
  const state = STATE_OF_OUTCOME[outcome.state];
  const detail = outcome.state === 'sent' ? outcome.response : outcome.detail;
  const endedAt = state === 'queued' ? null : ctx.deps.clock.now();
  await tx.update(anchorMails).set({ state, detail, endedAt }).where(eq(anchorMails.day, day));
  if (state === 'queued') return;
  await recordAudit(tx, ctx, {
    action: `anchor_mail.${state}`,
    objectKind: 'anchor_mail',
    objectId: day,
    after: { state },
  });
}
