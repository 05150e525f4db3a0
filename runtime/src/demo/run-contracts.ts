import { addMonths, todayIn, withDay } from '../core/civil-date.ts';
import { loadDemoSettings, saveDemoSettings } from './demo-settings.ts';
import { createHubClient, type HubClient, waitFor } from './hub-client.ts';
import { isThrough, type LoopInput, refuseDeadLetters } from './run-loop.ts';
import { CONTRACTS, sampleContracts } from './sample-contracts.ts';

/** Each look asks three times; a key may ask 600 times a minute. */
const LOOK_EVERY_MS = 500;

/**
 * Pushes a contract of each form with its facts, and waits until all that is due of them is invoiced, sent and in the
 * books. The month that they are of is the one before the demo's first start, and stays that.
 */
export async function runContracts(input: LoopInput): Promise<void> {
  const { print } = input;
  const client = createHubClient(input.hubUrl, input.organization.approverKey);
  print.step(11, 'Contracts are billed by what they say: a subscription, a project, an order, hours');
  const author = createHubClient(input.hubUrl, input.organization.authorKey);
  const records = sampleContracts(await monthOf(input.dataFolder));
  const facts = records.filter(({ object }) => object === 'billing_event');
  const others = records.filter(({ object }) => object !== 'billing_event');
  for (const { object, record } of facts) await author.push(object, record);
  // All of a past month, so before the contract: else what came first would be on an invoice of its own.
  await waitFor('the facts', async () => ((await client.countFacts()) < facts.length ? undefined : true));
  for (const { object, record } of others) await author.push(object, record);
  for (const { title, what, invoices } of CONTRACTS) {
    const numbers = await waitForInvoices(client, title, invoices);
    print.line(`${what}: ${numbers.join(', ')}`);
  }
  const writes = input.hubspot.writes.length + input.xero.writes.length;
  print.line(`this run wrote ${writes} records to HubSpot and Xero`);
  print.line(`what they will bill in the months to come: ${input.hubUrl}/contracts`);
}

async function monthOf(dataFolder: string): Promise<string> {
  const settings = await loadDemoSettings(dataFolder);
  if (settings.contractMonth !== undefined) return settings.contractMonth;
  const contractMonth = addMonths(withDay(todayIn('UTC', new Date()), 1), -1);
  await saveDemoSettings(dataFolder, { ...settings, contractMonth });
  return contractMonth;
}

function waitForInvoices(client: HubClient, title: string, count: number): Promise<string[]> {
  const look = async (): Promise<string[] | undefined> => {
    await refuseDeadLetters(client);
    const invoices = (await client.findInvoicesOfContract(title)).filter(isThrough);
    return invoices.length < count ? undefined : invoices.map(({ number }) => number).sort();
  };
  return waitFor(`${count} invoices of "${title}" in Xero`, look, LOOK_EVERY_MS);
}
