import { desc } from 'drizzle-orm';
import { z } from 'zod';
import { stableJson } from '../../../core/stable-json.ts';
import type { Tx } from '../../../db/open-database.ts';
import { anchorMailSettings, anchorMails } from '../../../db/schema/index.ts';
import { authorise, type Ctx } from '../../context.ts';
import { recordAudit } from '../../record-audit.ts';
import { authoriseAudit } from '../authorise-audit.ts';
import { readAnchors } from '../read-anchors.ts';
import { queueAnchorMail } from './queue-anchor-mail.ts';

const ADDRESSES_MAX = 10;

/** What a schema of the settings checks over both fields, with what it says. */
export const NAMES_AN_ADDRESS = [
  ({ isOn, addresses }: { isOn: boolean; addresses: readonly string[] }): boolean =>
    !isOn || addresses.length > 0,
  { path: ['addresses'] as PropertyKey[], message: 'Name at least one address, or leave it off.' },
] as const;

/** Whether the anchor of each day is mailed, and to whom; on without an address is nothing. */
export const AnchorMailInput = z
  .strictObject({
    isOn: z.boolean(),
    addresses: z.array(z.email().max(254).toLowerCase()).max(ADDRESSES_MAX),
  })
  .refine(...NAMES_AN_ADDRESS);
export type AnchorMailInput = z.infer<typeof AnchorMailInput>;

/** The settings, and what became of the latest mails, newest first. */
export type AnchorMailView = AnchorMailInput & {
  mails: {
    day: string;
    addresses: string[];
    state: (typeof anchorMails.$inferSelect)['state'];
    endedAt: Date | null;
  }[];
};

const MAILS_SHOWN = 10;

/** Reads whether anchors are mailed; off until somebody turns it on. Throws as `authoriseAudit` does. */
export async function getAnchorMail({ ctx }: { ctx: Ctx }): Promise<AnchorMailView> {
  authoriseAudit(ctx);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { day, addresses, state, endedAt } = anchorMails;
    const mails = await tx
      .select({ day, addresses, state, endedAt })
      .from(anchorMails)
      .orderBy(desc(day))
      .limit(MAILS_SHOWN);
    return { ...(await readSettings(tx)), mails };
  });
}

/**
 * Sets whether anchors are mailed, and to whom. The newest anchor goes out at once where it did not yet, so that whoever
 * turned it on sees that it arrives. Saying the same again writes nothing. Needs `admin`, over every legal entity.
 */
export async function saveAnchorMail({ ctx, input }: { ctx: Ctx; input: AnchorMailInput }): Promise<void> {
  authorise(ctx, 'admin');
  authoriseAudit(ctx);
  const { organizationId } = ctx;
  const after = { isOn: input.isOn, addresses: [...new Set(input.addresses)] };
  await ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const before = await readSettings(tx);
    if (stableJson(before) === stableJson(after)) return;
    await tx
      .insert(anchorMailSettings)
      .values({ organizationId, ...after })
      .onConflictDoUpdate({ target: anchorMailSettings.organizationId, set: after });
    await recordAudit(tx, ctx, {
      action: 'anchor_mail.set',
      objectKind: 'organization',
      objectId: organizationId,
      before,
      after,
    });
    const newest = (await readAnchors(tx)).at(-1);
    if (newest !== undefined) await queueAnchorMail(tx, ctx, newest.day);
  });
}

async function readSettings(tx: Tx): Promise<AnchorMailInput> {
  const { isOn, addresses } = anchorMailSettings;
  const [settings] = await tx.select({ isOn, addresses }).from(anchorMailSettings);
  return settings ?? { isOn: false, addresses: [] };
}
