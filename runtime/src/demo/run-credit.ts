import { createHubClient, type HubClient, waitFor } from './hub-client.ts';
import { isThrough, type LoopInput, refuseDeadLetters } from './run-loop.ts';
import { DEALS } from './sample-crm.ts';

const REASON = 'One of the two keys was never used.';

/** Each look asks twice; a key may ask 600 times a minute. */
const LOOK_EVERY_MS = 250;

/**
 * Credits one unit of a line: drafted by one person, approved by another, numbered apart, taken off what is owed, and
 * set off in Xero. A credit note that an earlier run drafted is taken on where it stands.
 */
export async function runCredit(input: LoopInput): Promise<void> {
  const { print, organization, hubspot, xero } = input;
  const client = createHubClient(input.hubUrl, organization.approverKey);
  print.step(12, 'A line is credited in part; the credit note reaches Xero, the balance HubSpot');
  const deal = DEALS.smallDiscount;
  const invoice = await client.findInvoiceOfDeal(deal.id);
  if (invoice?.number == null) throw new Error(`assertion: ${deal.what} is invoiced by now`);
  const id = await ensureDraft(input, client, invoice.id);
  await approve(input, client, id);
  const note = await waitFor(
    'the credit note in Xero and by mail',
    async () => {
      await refuseDeadLetters(client);
      const found = await client.getInvoice(id);
      return isThrough(found) && found.standing.delivery === 'sent' ? found : undefined;
    },
    LOOK_EVERY_MS,
  );
  print.line(`${note.number} of ${note.standing.total} USD, for ${invoice.number}`);
  const held = xero.store.creditNotes().find(({ number }) => number === note.number);
  const parts = xero.store.allocations().filter(({ creditNoteId }) => creditNoteId === held?.creditNoteId);
  print.line(
    `Xero: ${note.number} is ${held?.status}, ${parts.map(({ amount }) => amount).join(', ')} set off against ${invoice.number}`,
  );
  const { standing } = await client.getInvoice(invoice.id);
  const shown = await waitFor('the balance in HubSpot', async () => {
    await refuseDeadLetters(client);
    const { properties } = hubspot.store.getDeal(deal.id);
    return properties['seikyu_invoice_balance'] === standing.balance ? properties : undefined;
  });
  print.line(
    `HubSpot shows ${shown['seikyu_invoice_status']}, balance ${shown['seikyu_invoice_balance']} of ${shown['seikyu_invoice_total']}`,
  );
}

async function ensureDraft(
  { organization, print }: LoopInput,
  client: HubClient,
  invoiceId: string,
): Promise<string> {
  const find = async (): Promise<string | undefined> =>
    (await client.getInvoice(invoiceId)).creditNotes[0]?.id;
  const known = await find();
  if (known !== undefined) return known;
  const line = { position: 1, quantity: '1' };
  await client.command(invoiceId, 'credit', organization.authorKey, { reason: REASON, lines: [line] });
  print.line(`Aiko drafts a credit note over ${line.quantity} unit of line ${line.position}: ${REASON}`);
  return waitFor('the draft of the credit note', find);
}

async function approve({ organization, print }: LoopInput, client: HubClient, id: string): Promise<void> {
  const statusOf = async (): Promise<string> => (await client.getInvoice(id)).document.status;
  if ((await statusOf()) === 'draft') await client.command(id, 'submit', organization.authorKey, {});
  if ((await statusOf()) !== 'pending_approval') return;
  const { status } = await client.approve(id, organization.approverKey);
  print.line(`Ken approves it: ${status}`);
}
