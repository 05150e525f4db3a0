import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../../core/app-error.ts';
import { mailLine } from '../../../core/mail-line.ts';
import { contracts, people, standingApprovals } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';

/**
 * Tells whoever gave a standing approval by mail that the contract changed and it holds no more. The Message-ID is the
 * same for every try. Throws `delivery.unavailable`, which is tried again, or `delivery.refused`.
 */
export async function tellGiver({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { standingApprovalId: string };
}): Promise<void> {
  const { database, email, publicBaseUrl } = ctx.deps;
  const found = await database.inOrganization(ctx.organizationId, async (tx) => {
    const [row] = await tx
      .select({ id: standingApprovals.id, contract: contracts, name: people.name, address: people.email })
      .from(standingApprovals)
      .innerJoin(contracts, eq(contracts.id, standingApprovals.contractId))
      .innerJoin(people, eq(people.id, standingApprovals.giverId))
      .where(and(eq(standingApprovals.id, input.standingApprovalId), isNull(people.deactivatedAt)));
    return row;
  });
  if (found === undefined) return;
  const { id, contract, name, address } = found;
  const title = mailLine(contract.title);
  const domain = new URL(publicBaseUrl).hostname;
  const page = `${publicBaseUrl}/contracts/${contract.id}`;
  const outcome = await email.send({
    messageId: `<${id}.void@${domain}>`,
    from: { name: 'Seikyu', address: `seikyu@${domain}` },
    to: [{ name: mailLine(name), address }],
    subject: `Standing approval ended: ${title} / 継続承認の終了:${title}`,
    text: [
      `The contract "${title}" changed, so your standing approval holds no more.`,
      `Its invoices wait for people again. Look at the change and give a new one: ${page}`,
      '',
      `契約「${title}」が変更されたため、継続承認は終了しました。`,
      `今後の請求書は承認待ちになります。変更の確認と再承認: ${page}`,
      '',
    ].join('\n'),
    attachments: [],
  });
  if (outcome.state === 'unavailable') throw new AppError('delivery.unavailable', { detail: outcome.detail });
  if (outcome.state === 'refused') throw new AppError('delivery.refused', { detail: outcome.detail });
}
