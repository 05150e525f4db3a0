import { createHubClient, type DemoInvoice, waitFor } from '../../../runtime/src/demo/hub-client.ts';
import { createHubKey } from '../../../runtime/src/demo/n8n/hub-key.ts';
import type { N8nSession } from '../../../runtime/src/demo/n8n/open-n8n-session.ts';
import { seedCrm } from '../../../runtime/src/demo/sample-crm.ts';
import {
  type HubspotDouble,
  startHubspotDouble,
} from '../../../runtime/src/doubles/hubspot/start-hubspot-double.ts';
import { startXeroDouble, type XeroDouble } from '../../../runtime/src/doubles/xero/start-xero-double.ts';
import { makeSettings, type RealHub, startRealHub } from '../../support/start-real-hub.ts';

/** A hub in its own process with the demo's organization and doubles, and an n8n that has a credential for it. */
export type Stage = {
  real: RealHub;
  hubspot: HubspotDouble;
  xero: XeroDouble;
  n8n: N8nSession;
  credential: SavedCredential;
  /** Asks the hub, as the approver would with a program of his. */
  hub<Answer>(path: string): Promise<Answer>;
  /** Wins a deal of the demo's CRM and waits for its invoice to come to a status. */
  win(dealId: string, status: string): Promise<DemoInvoice>;
  stop(): Promise<void>;
};

/** A credential of n8n for the hub. */
export type SavedCredential = { type: 'seikyuApi'; id: string; name: string; apiKey: string };

/** Starts a stage beside a running n8n. */
export async function startStage(n8n: N8nSession): Promise<Stage> {
  const settings = makeSettings();
  const hubspot = await startHubspotDouble({ ...settings.hubspot, limits: 'lifted' });
  const xero = await startXeroDouble({ ...settings.xero, limits: 'lifted' });
  seedCrm(hubspot.store);
  const real = await startRealHub({
    command: 'start',
    settings,
    hubspotUrl: hubspot.url,
    xeroUrl: xero.url,
    // Opened by name: on loopback the hub calls nobody else.
    openedOrigins: [n8n.url],
  });
  const hubUrl = real.hub.url;
  const { authorKey, approverKey } = real.settings.organization;
  const apiKey = await createHubKey({ hubUrl, adminKey: authorKey, name: 'n8n' });
  const client = createHubClient(hubUrl, approverKey);
  return {
    real,
    hubspot,
    xero,
    n8n,
    credential: await saveCredential(n8n, hubUrl, apiKey),
    hub: async <Answer>(path: string) => {
      const response = await fetch(`${hubUrl}${path}`, {
        headers: { authorization: `Bearer ${approverKey}` },
      });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    win: async (dealId, status) => {
      await hubspot.sendDealWebhook({
        targetUrl: `${hubUrl}/hooks/${real.settings.organization.hubspotHook}`,
        dealId,
        propertyName: 'dealstage',
        propertyValue: 'closedwon',
      });
      return waitFor(`the invoice of deal ${dealId} to be ${status}`, async () => {
        const invoice = await client.findInvoiceOfDeal(dealId);
        return invoice?.standing.displayStatus === status ? invoice : undefined;
      });
    },
    stop: async () => {
      await real.stop();
      await Promise.all([hubspot.stop(), xero.stop()]);
    },
  };
}

/** Saves a credential for a hub under a name of its own. */
export async function saveCredential(
  n8n: N8nSession,
  hubUrl: string,
  apiKey: string,
): Promise<SavedCredential> {
  const name = `Seikyu ${apiKey.slice(-6)}`;
  const body = { name, type: 'seikyuApi', data: { baseUrl: hubUrl, apiKey } };
  const { id } = await n8n.rest<{ id: string }>('POST', '/credentials', body);
  return { type: 'seikyuApi', id, name, apiKey };
}
