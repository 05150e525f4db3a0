import postgres from 'postgres';
import { createHubClient, type DemoInvoice, waitFor } from '../../../runtime/src/demo/hub-client.ts';
import { DEALS, seedCrm } from '../../../runtime/src/demo/sample-crm.ts';
import {
  type HubspotDouble,
  startHubspotDouble,
} from '../../../runtime/src/doubles/hubspot/start-hubspot-double.ts';
import { startXeroDouble } from '../../../runtime/src/doubles/xero/start-xero-double.ts';
import { type Receiver, startReceiver } from '../../n8n/support/start-receiver.ts';
import { makeSettings, type RealHub, startRealHub } from '../../support/start-real-hub.ts';
import type { TestBrowser, Window } from './open-browser.ts';

type OpenOptions = Parameters<TestBrowser['open']>[0];

/** A hub in its own process with the demo's organization, its people and doubles, and a receiver of webhooks. */
export type Stage = {
  url: string;
  receiver: Receiver;
  /** Opens a window in which the author of every invoice, an administrator, is signed in. */
  openAsAuthor(browser: TestBrowser, options?: OpenOptions): Promise<Window>;
  /** Opens a window in which the second person is signed in. */
  openAsApprover(browser: TestBrowser, options?: OpenOptions): Promise<Window>;
  /** Opens a window in which a third person is signed in, with the roles of the second. */
  openAsColleague(browser: TestBrowser): Promise<Window>;
  /** Wins a deal of the demo's CRM and waits for its invoice to come to a status. */
  win(deal: keyof typeof DEALS, status: string): Promise<DemoInvoice>;
  /** Wins a deal over a product that the hub does not know, and waits until its draft has stopped; returns its id. */
  winUnknown(sku: string): Promise<string>;
  /** Wins a deal with a discount of 15 % whose company, address, title and line are all called so; returns its id. */
  winNamed(name: string): Promise<string>;
  /** Waits until work has stopped with a code. */
  stopped(code: string): Promise<void>;
  /** Waits for the invoice of a deal. */
  invoiced(dealId: string): Promise<DemoInvoice>;
  /** Waits for the first message that the receiver got; returns the id of its event. */
  received(): Promise<string>;
  stop(): Promise<void>;
};

/** Starts one; everything of it is gone after `stop`. */
export async function startStage(): Promise<Stage> {
  const settings = makeSettings();
  const hubspot = await startHubspotDouble({ ...settings.hubspot, limits: 'lifted' });
  const xero = await startXeroDouble({ ...settings.xero, limits: 'lifted' });
  const receiver = await startReceiver();
  seedCrm(hubspot.store);
  const real = await startRealHub({
    command: 'start',
    settings,
    hubspotUrl: hubspot.url,
    xeroUrl: xero.url,
    // Opened by name: on loopback the hub calls nobody else.
    openedOrigins: [receiver.url],
  });
  const { approverKey, approverId } = real.settings.organization;
  const client = createHubClient(real.hub.url, approverKey);
  const authorLink = await real.entryLink(await findAuthorId(real.databaseUrl));
  const approverLink = await real.entryLink(approverId);
  return {
    url: real.hub.url,
    receiver,
    openAsAuthor: (browser, options) => enter(browser, authorLink, options),
    openAsApprover: (browser, options) => enter(browser, approverLink, options),
    openAsColleague: async (browser) => {
      const colleagueId = await addColleague(real.databaseUrl, approverId);
      return enter(browser, await real.entryLink(colleagueId), {});
    },
    win: async (deal, status) => {
      const { id } = DEALS[deal];
      await tellOf({ hubspot, real, dealId: id });
      return waitFor(`the invoice of deal ${id} to be ${status}`, async () => {
        const invoice = await client.findInvoiceOfDeal(id);
        return invoice?.standing.displayStatus === status ? invoice : undefined;
      });
    },
    winUnknown: async (sku) => {
      const dealId = putDealOver(hubspot, sku);
      await tellOf({ hubspot, real, dealId });
      await waitFor(`a draft over ${sku} to stop`, async () => {
        const letters = await client.deadLetters();
        return letters.find(({ code }) => code === 'billing.product_unknown');
      });
      return dealId;
    },
    winNamed: async (name) => {
      const dealId = putDealNamed(hubspot, name);
      await tellOf({ hubspot, real, dealId });
      return dealId;
    },
    stopped: async (code) => {
      await waitFor(`work to stop with ${code}`, async () =>
        (await client.deadLetters()).find((letter) => letter.code === code),
      );
    },
    invoiced: (dealId) => waitFor(`an invoice of deal ${dealId}`, () => client.findInvoiceOfDeal(dealId)),
    received: () =>
      waitFor('a message to arrive', async () => {
        const [body] = receiver.bodies;
        return body === undefined ? undefined : JSON.parse(body).data.eventId;
      }),
    stop: async () => {
      await real.stop();
      await Promise.all([hubspot.stop(), xero.stop(), receiver.stop()]);
    },
  };
}

async function findAuthorId(databaseUrl: string): Promise<string> {
  const sql = postgres(databaseUrl, { max: 1 });
  const [author] = await sql<{ id: string }[]>`select id from people where roles @> '{admin}'`;
  await sql.end();
  if (author === undefined) throw new Error('the demo has an administrator');
  return author.id;
}

/** Somebody new who is like another in everything but name and address. */
async function addColleague(databaseUrl: string, ofId: string): Promise<string> {
  const sql = postgres(databaseUrl, { max: 1 });
  const id = 'per_colleague';
  const own = JSON.stringify({ id, name: 'Mei Sato', email: 'mei@people.example' });
  await sql`insert into people select (jsonb_populate_record(p, ${own}::text::jsonb)).* from people p where p.id = ${ofId}`;
  await sql.end();
  return id;
}

async function enter(browser: TestBrowser, link: string, options: OpenOptions): Promise<Window> {
  const window = await browser.open(options);
  await window.page.goto(link);
  return window;
}

async function tellOf({ hubspot, real, dealId }: { hubspot: HubspotDouble; real: RealHub; dealId: string }) {
  await hubspot.sendDealWebhook({
    targetUrl: `${real.hub.url}/hooks/${real.settings.organization.hubspotHook}`,
    dealId,
    propertyName: 'dealstage',
    propertyValue: 'closedwon',
  });
}

/** A won deal of Northwind's with one line; returns its id. */
function putDealOver({ store }: HubspotDouble, sku: string): string {
  const { properties } = store.getDeal(DEALS.platform.id);
  const dealId = store.putDeal({ properties: { ...properties, dealname: `Northwind: ${sku}` } });
  const lineId = store.putLineItem({
    properties: { hs_sku: sku, name: 'Workshop on site', quantity: '3', price: '250.00' },
  });
  store.associate(dealId, 'line_items', lineId);
  for (const kind of ['companies', 'contacts'] as const) {
    // An id is listed once per kind of association.
    const ids = new Set(store.associationsOf(DEALS.platform.id, kind).map(({ id }) => id));
    for (const id of ids) store.associate(dealId, kind, id);
  }
  return dealId;
}

/** A won deal of a company of its own, both with the same name; returns its id. */
function putDealNamed({ store }: HubspotDouble, name: string): string {
  const { properties } = store.getDeal(DEALS.platform.id);
  const dealId = store.putDeal({ properties: { ...properties, dealname: name } });
  const line = { hs_sku: 'PLAT-Y', name, quantity: '1', price: '12000.00', hs_discount_percentage: '15' };
  store.associate(dealId, 'line_items', store.putLineItem({ properties: line }));
  const company = { name, address: name, city: 'Seattle', country: 'United States' };
  store.associate(dealId, 'companies', store.putCompany({ properties: company }));
  const [contact] = store.associationsOf(DEALS.platform.id, 'contacts');
  if (contact !== undefined) store.associate(dealId, 'contacts', contact.id);
  return dealId;
}
