import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** An invoice as the demo needs it of the API's answer. */
export type DemoInvoice = {
  id: string;
  number: string | null;
  standing: {
    displayStatus: string;
    delivery: string;
    balance: string;
    total: string;
    isSendUnknown: boolean;
  };
  sync: { role: 'crm' | 'accounting'; state: string; error: { code: string; detail: string } | null }[];
};

/** An invoice that is asked for alone. */
export type DemoInvoiceInFull = Pick<DemoInvoice, 'standing' | 'sync'> & {
  document: { id: string; number: string | null; status: string };
  creditNotes: { id: string }[];
  openRequest: { id: string } | null;
};

/** A thin client of the hub's HTTP API, as any other system would write it. */
export type HubClient = {
  findInvoiceOfDeal(dealExternalId: string): Promise<DemoInvoice | undefined>;
  findInvoicesOfContract(title: string): Promise<DemoInvoice[]>;
  getInvoice(invoiceId: string): Promise<DemoInvoice & DemoInvoiceInFull>;
  countFacts(): Promise<number>;
  /** Gives a command to an invoice with another key; throws what the hub refuses. */
  command(invoiceId: string, name: string, key: string, body: object): Promise<void>;
  /** Asks for anything under /v1 as JSON; throws what the hub refuses. */
  read<Answer>(path: string): Promise<Answer>;
  /** Sends a body to any path under /v1 with another key; throws what the hub refuses. */
  write<Answer>(method: 'POST' | 'PUT', path: string, key: string, body: object): Promise<Answer>;
  /** Pushes a record as a file would be; the same one again makes nothing twice. */
  push(object: string, record: object): Promise<void>;
  /** Reads the open request, then approves just that with another key. */
  approve(invoiceId: string, key: string): Promise<{ status: number; code: string | null }>;
  timeline(invoiceId: string): Promise<{ type: string; at: string; actor: { name: string } }[]>;
  download(path: string): Promise<Uint8Array>;
  deadLetters(): Promise<{ id: string; code: string; detail: string }[]>;
};

type Page<Item> = { items: Item[] };

/** Makes a client that reads with `key`. */
export function createHubClient(baseUrl: string, key: string): HubClient {
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${key}` } });
    if (response.status === 429) {
      await pause(Number(response.headers.get('retry-after') ?? 1) * 1_000);
      return get(path);
    }
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const list = async <Item>(path: string): Promise<Item[]> =>
    ((await (await get(path)).json()) as Page<Item>).items;
  const send = (method: string, path: string, actingKey: string, body: object): Promise<Response> =>
    fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${actingKey}`,
        'content-type': 'application/json',
        'idempotency-key': `"${randomUUID()}"`,
      },
      body: JSON.stringify(body),
    });
  const write = async <Answer>(
    method: 'POST' | 'PUT',
    path: string,
    actingKey: string,
    body: object,
  ): Promise<Answer> => {
    const response = await send(method, path, actingKey, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as Answer;
  };
  const getInvoice = async (invoiceId: string): Promise<DemoInvoice & DemoInvoiceInFull> => {
    const invoice = (await (await get(`/v1/invoices/${invoiceId}`)).json()) as DemoInvoiceInFull;
    return { ...invoice, id: invoice.document.id, number: invoice.document.number };
  };
  return {
    async findInvoiceOfDeal(dealExternalId) {
      const deals = await list<{ id: string; externalId: string }>('/v1/deals?limit=100');
      const deal = deals.find((candidate) => candidate.externalId === dealExternalId);
      if (deal === undefined) return undefined;
      return (await list<DemoInvoice>(`/v1/invoices?dealId=${deal.id}`))[0];
    },
    async findInvoicesOfContract(title) {
      const contracts = await list<{ id: string; title: string }>('/v1/contracts?limit=100');
      const contract = contracts.find((candidate) => candidate.title === title);
      return contract === undefined ? [] : list<DemoInvoice>(`/v1/invoices?contractId=${contract.id}`);
    },
    countFacts: async () => (await list('/v1/billing-events?limit=100')).length,
    getInvoice,
    read: async <Answer>(path: string) => (await (await get(path)).json()) as Answer,
    write,
    async push(object, record) {
      await write('POST', `/v1/records/csv/${object}`, key, record);
    },
    async command(invoiceId, name, actingKey, body) {
      await write('POST', `/v1/invoices/${invoiceId}/${name}`, actingKey, body);
    },
    async approve(invoiceId, actingKey) {
      const { openRequest } = await getInvoice(invoiceId);
      const response = await send('POST', `/v1/invoices/${invoiceId}/approve`, actingKey, {
        requestId: openRequest?.id,
      });
      const body = response.ok ? {} : ((await response.json()) as { code?: string });
      return { status: response.status, code: body.code ?? null };
    },
    timeline: (invoiceId) => list(`/v1/invoices/${invoiceId}/timeline`),
    download: async (path) => new Uint8Array(await (await get(path)).arrayBuffer()),
    deadLetters: () => list('/v1/dead-letters?state=dead'),
  };
}

/** Xero takes 60 calls a minute, which a handful of invoices use up. */
const WAIT_MAX_MS = 180_000;
const LOOK_EVERY_MS = 100;

/** Looks until something is there; throws a sentence that says what was waited for. */
export async function waitFor<Value>(
  what: string,
  look: () => Promise<Value | undefined>,
  everyMs = LOOK_EVERY_MS,
): Promise<Value> {
  const deadline = Date.now() + WAIT_MAX_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${WAIT_MAX_MS / 1000} s for: ${what}.`);
    await pause(everyMs);
  }
}
