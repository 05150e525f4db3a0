import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Ran, runOrHold } from '../held/run-or-hold.ts';
import { loadVersion } from './load-version.ts';
import { type CorrectedInvoice, type CorrectInvoiceInput, makeVersion } from './make-version.ts';

/**
 * Corrects whom an issued document is addressed to, under the same number (model.md E5, row 33): a new version that is
 * rendered anew, while the issued content and the bytes of earlier versions stay what they are. A mail that waits with the
 * earlier version is not sent; sending the new one is for whoever asks. What says the same already makes no version.
 * Throws `correction.refused` with the rule for each field that may decide about the customer, the money or the tax,
 * `correction.outdated` where another version was read, `invoice.document_not_ready` until the version before is rendered,
 * and `invoice.transition_refused` for a document that is not issued.
 */
export async function correctInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: CorrectInvoiceInput & { invoiceId: string };
}): Promise<Ran<CorrectedInvoice>> {
  authorise(ctx, ISSUED_COMMANDS.correct.permission);
  const { invoiceId, ...asked } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    // Whoever approves it saw it beside this version, and no other.
    const version = asked.version ?? (await loadVersion(tx, invoiceId)).version;
    return runOrHold(tx, ctx, { invoiceId, ask: { command: 'correct', input: { ...asked, version } } }, () =>
      makeVersion(tx, ctx, input),
    );
  });
}
