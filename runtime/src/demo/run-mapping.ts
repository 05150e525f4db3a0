import type { JsonObject } from '../core/json.ts';
import { createHubClient, type HubClient, waitFor } from './hub-client.ts';
import type { LoopInput } from './run-loop.ts';

const REASON = 'Partners get the discount that sales agreed on, and their own order number.';
const LOOK_EVERY_MS = 250;

/** Where the change lies: the order number of the company's own field, and a discount of the deal on every line. */
const CHANGED_ROWS: ReadonlyMap<string, JsonObject> = new Map([
  [
    'purchaseOrder',
    {
      to: 'purchaseOrder',
      from: ['properties.po_number', 'properties.seikyu_purchase_order'],
      transform: ['first', 'nfkc', 'trim'],
    },
  ],
  [
    'lines[*].discountPercent',
    {
      to: 'lines[*].discountPercent',
      each: 'line_items[*]',
      expression: 'coalesce(item.properties.hs_discount_percentage, source.properties.partner_discount)',
      transform: ['percent'],
    },
  ],
]);

type Version = {
  id: string;
  status: string;
  reason: string;
  revision: number;
  definition: JsonObject & { fields: JsonObject[] };
  script: string | null;
};
type Run = {
  state: string;
  doneCount: number;
  summary: {
    outcomes: Record<string, number>;
    invoices: { affected: number; issued: number; needApprovalNow: number };
    totals: Record<string, { before: string; after: string }>;
  };
};

/**
 * Changes how deals are mapped, tries the change in money on every deal that came in, and hands it to somebody else:
 * nothing is mapped by it until it is reviewed and published in the console. A second run finds it there.
 */
export async function runMapping({ print, hubUrl, organization }: LoopInput): Promise<void> {
  const client = createHubClient(hubUrl, organization.authorKey);
  print.step(
    13,
    'A mapping is changed: tried in money on the deals that came in, then handed to a colleague',
  );
  const id = await ensureVersion(client, organization.authorKey);
  const version = await client.read<Version>(`/v1/mapping-versions/${id}`);
  if (version.status === 'draft') {
    const started = await client.write<{ id: string }>(
      'POST',
      `/v1/mapping-versions/${id}/dry-runs`,
      organization.authorKey,
      {},
    );
    const run = await waitFor(
      'the dry run of the changed mapping',
      async () => {
        const found = await client.read<Run>(`/v1/mapping-dry-runs/${started.id}`);
        return found.state === 'done' ? found : undefined;
      },
      LOOK_EVERY_MS,
    );
    tellOf(run, (text) => print.line(text));
    await client.write('POST', `/v1/mapping-versions/${id}/submit`, organization.authorKey, {});
  }
  print.line(`it waits for Ken: ${hubUrl}/mappings/${id}`);
}

async function ensureVersion(client: HubClient, key: string): Promise<string> {
  const { versions } = await client.read<{ versions: Version[] }>('/v1/mappings/hubspot/deal');
  const known = versions.find(({ reason, status }) => reason === REASON && status !== 'discarded');
  if (known !== undefined) return known.id;
  const draft = await client.write<Version>('POST', '/v1/mappings/hubspot/deal/versions', key, {
    reason: REASON,
  });
  const fields = draft.definition.fields.map((row) => CHANGED_ROWS.get(String(row['to'])) ?? row);
  await client.write('PUT', `/v1/mapping-versions/${draft.id}`, key, {
    definition: { ...draft.definition, fields },
    script: draft.script,
    revision: draft.revision,
  });
  return draft.id;
}

function tellOf({ doneCount, summary }: Run, line: (text: string) => void): void {
  const { outcomes, invoices, totals } = summary;
  line(`tried on ${doneCount} deals: ${outcomes['changed']} would change, ${outcomes['refused']} be refused`);
  for (const [currency, { before, after }] of Object.entries(totals)) {
    line(`invoices of the changed ones: ${before} ${currency} before, ${after} ${currency} after`);
  }
  line(`${invoices.issued} of them are issued and stay; ${invoices.needApprovalNow} would need approval now`);
}
