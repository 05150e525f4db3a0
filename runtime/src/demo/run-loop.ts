import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HubspotDouble } from '../doubles/hubspot/start-hubspot-double.ts';
import type { XeroDouble } from '../doubles/xero/start-xero-double.ts';
import type { DemoSettings } from './demo-settings.ts';
import { createHubClient, type DemoInvoice, type HubClient, waitFor } from './hub-client.ts';
import type { Printer } from './print.ts';
import { DEALS } from './sample-crm.ts';

/** Everything that the loop plays with. */
export type LoopInput = {
  hubUrl: string;
  organization: NonNullable<DemoSettings['organization']>;
  hubspot: HubspotDouble;
  xero: XeroDouble;
  dataFolder: string;
  print: Printer;
};

/**
 * Plays the loop from the won deals to the paid invoice, through the hub's public doors only. What happened at an
 * earlier run is found and shown, and not done again.
 */
export async function runLoop(input: LoopInput): Promise<void> {
  const client = createHubClient(input.hubUrl, input.organization.approverKey);
  const { print } = input;
  print.step(2, 'HubSpot tells of a won deal; the signed webhook is stored before it is acknowledged');
  await winDeal(input, DEALS.platform);
  print.step(3, 'The deal is fetched again and mapped, with its company, contacts and products');
  const platform = await waitForInvoice(client, DEALS.platform.id);
  print.line('deal, customer, contact and products are canonical records');
  print.step(4, 'The draft is made from the product master');
  print.line(`a draft of ${platform.standing.total} USD`);
  const issued = await waitForSynced(client, DEALS.platform.id);
  for (const deal of [DEALS.japan, DEALS.smallDiscount, DEALS.largeDiscount]) await winDeal(input, deal);
  const japan = await waitForSynced(client, DEALS.japan.id);
  print.line(`the Japanese deal went the same way: ${japan.standing.total} JPY, tax at 10 % and 8 %`);
  print.step(5, 'Validated and routed by rule: a discount of 15 % goes to an approver');
  const small = await waitForSynced(client, DEALS.smallDiscount.id);
  print.line('the discount of 5 % was approved by the default row, under its ceiling');
  const large = await approveLargeDiscount(input, client);
  print.step(6, 'Issued: a gapless number per entity, the document and the card');
  print.line(`${[issued, small, large].map(({ number }) => number).join(', ')} and ${japan.number}`);
  await saveDocuments(input, client, [issued, japan]);
  print.step(7, 'Sent by e-mail with the PDF');
  print.line(`the mails lie in ${join(input.dataFolder, 'outbox')}, unless SEIKYU_SMTP_URL names a server`);
  print.step(
    8,
    'Synced to Xero (contact, items, invoice) and to HubSpot; every write was read back and compared',
  );
  print.line(`Xero holds ${input.xero.store.invoices().length} invoices`);
  print.step(9, 'The money comes in, in two parts');
  await settle(input, client, issued);
  print.step(10, `What happened to ${issued.number}, in UTC`);
  for (const entry of await client.timeline(issued.id)) {
    print.line(`${entry.at.slice(11, 19)}  ${entry.type.padEnd(24)} ${entry.actor.name}`);
  }
}

async function winDeal(
  { hubspot, hubUrl, organization, print }: LoopInput,
  deal: { id: string; what: string },
) {
  const { status } = await hubspot.sendDealWebhook({
    targetUrl: `${hubUrl}/hooks/${organization.hubspotHook}`,
    dealId: deal.id,
    propertyName: 'dealstage',
    propertyValue: 'closedwon',
    eventId: Number(deal.id),
  });
  print.line(`${deal.what}: acknowledged with ${status}`);
}

function waitForInvoice(client: HubClient, dealId: string): Promise<DemoInvoice> {
  return waitFor(`the draft of deal ${dealId}`, async () => {
    await refuseDeadLetters(client);
    return client.findInvoiceOfDeal(dealId);
  });
}

function waitForSynced(client: HubClient, dealId: string): Promise<DemoInvoice & { number: string }> {
  return waitFor(`the invoice of deal ${dealId} in Xero and HubSpot`, async () => {
    await refuseDeadLetters(client);
    const invoice = await client.findInvoiceOfDeal(dealId);
    return invoice !== undefined && isThrough(invoice) ? invoice : undefined;
  });
}

/** True once an invoice is issued, sent, and the same in every other system. */
export function isThrough(invoice: DemoInvoice): invoice is DemoInvoice & { number: string } {
  const isSynced = invoice.sync.every((state) => state.state === 'in_sync');
  const isSent = !['draft', 'pending_approval', 'approved', 'issued'].includes(
    invoice.standing.displayStatus,
  );
  return invoice.number !== null && isSynced && isSent;
}

/** Throws with the first failure that nobody mends in a demo. */
export async function refuseDeadLetters(client: HubClient): Promise<void> {
  const [letter] = await client.deadLetters();
  if (letter !== undefined) throw new Error(`A job cannot go on: ${letter.code}: ${letter.detail}`);
}

async function approveLargeDiscount(
  { organization, print }: LoopInput,
  client: HubClient,
): Promise<DemoInvoice & { number: string }> {
  const waiting = await waitFor('the approval request', async () => {
    const invoice = await client.findInvoiceOfDeal(DEALS.largeDiscount.id);
    return invoice?.standing.displayStatus === 'draft' ? undefined : invoice;
  });
  if (waiting.standing.displayStatus === 'pending_approval') {
    const byAuthor = await client.approve(waiting.id, organization.authorKey);
    print.line(`Aiko, its author, tries to approve it: ${byAuthor.status} ${byAuthor.code ?? ''}`);
    const byApprover = await client.approve(waiting.id, organization.approverKey);
    print.line(`Ken approves it: ${byApprover.status}`);
  }
  return waitForSynced(client, DEALS.largeDiscount.id);
}

async function saveDocuments(
  { dataFolder, print }: LoopInput,
  client: HubClient,
  invoices: { id: string; number: string }[],
): Promise<void> {
  const folder = join(dataFolder, 'documents');
  await mkdir(folder, { recursive: true });
  for (const { id, number } of invoices) {
    const pdf = join(folder, `${number}.pdf`);
    await writeFile(pdf, await client.download(`/v1/invoices/${id}/document.pdf`));
    await writeFile(join(folder, `${number}.png`), await client.download(`/v1/invoices/${id}/card.png`));
    print.line(`${pdf} and the card beside it`);
  }
}

async function settle(
  input: LoopInput,
  client: HubClient,
  invoice: { id: string; number: string },
): Promise<void> {
  const { print } = input;
  for (const { amount, reference, status } of [
    { amount: '7900.00', reference: 'Wire 1 of 2', status: 'partially_paid' },
    { amount: '10000.00', reference: 'Wire 2 of 2', status: 'paid' },
  ]) {
    const isBooked = input.xero.store.payments().some((payment) => payment.reference === reference);
    if (!isBooked) {
      const date = new Date().toISOString().slice(0, 10);
      input.xero.recordPayment({ invoiceNumber: invoice.number, amount, date, reference });
    }
    const invoiceId = input.xero.store.findInvoiceByNumber(invoice.number)?.invoiceId ?? '';
    await input.xero.sendInvoiceWebhook({
      targetUrl: `${input.hubUrl}/hooks/${input.organization.xeroHook}`,
      invoiceId,
    });
    const shown = await waitFor(`${invoice.number} ${status}`, async () => {
      await refuseDeadLetters(client);
      const deal = input.hubspot.store.getDeal(DEALS.platform.id);
      const now = deal.properties['seikyu_invoice_status'];
      return now === status || now === 'paid' ? deal : undefined;
    });
    print.line(
      `${amount} USD received: HubSpot shows ${shown.properties['seikyu_invoice_status']}, balance ${shown.properties['seikyu_invoice_balance']}`,
    );
  }
}
