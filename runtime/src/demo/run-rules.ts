import { isJsonObject, type JsonObject } from '../core/json.ts';
import { createHubClient, type HubClient } from './hub-client.ts';
import type { LoopInput } from './run-loop.ts';

const REASON = 'Renewals of known partners hold up the desk: only larger discounts are looked at.';

/** The rule of the set that comes with the hub, at another threshold, and whom it asks within which time. */
const CHANGED_RULE: JsonObject = {
  id: 'discount-above-10',
  when: 'maxDiscountPpm > 120000 || (maxDiscountPpm > 100000 && isNewCustomer)',
  reason: {
    en: 'A line has a discount of more than 12 %, or of more than 10 % for a new customer.',
    ja: '12%を超える値引き、または新規の取引先に対する10%を超える値引きがあります。',
  },
  steps: [
    {
      approver: { kind: 'role', role: 'finance_approver' },
      slaHours: 24,
      remindAfterHours: 8,
      escalateTo: { kind: 'role', role: 'admin' },
    },
  ],
};

type Version = {
  id: string;
  version: number;
  status: string;
  reason: string;
  revision: number;
  definition: JsonObject;
};
type Tally = { count: number; sums: Record<string, string> };
type Simulation = {
  invoices: Tally;
  before: { autoApproved: Tally };
  after: { autoApproved: Tally };
  newlyRouted: Tally;
  noLongerRouted: Tally;
};

/**
 * Changes an approval rule, tries it on the invoices that came in, and has it reviewed and published by a colleague: who
 * wrote it may not. A second run finds it in force.
 */
export async function runRules({ print, hubUrl, organization }: LoopInput): Promise<void> {
  const { authorKey, approverKey } = organization;
  const client = createHubClient(hubUrl, authorKey);
  print.step(14, 'An approval rule is changed: tried on the invoices that came in, published by a colleague');
  const { data } = await client.read<{ data: { entity: { id: string; currency: string } }[] }>('/v1/rules');
  const entityId = data.find(({ entity }) => entity.currency === 'USD')?.entity.id ?? '';
  const version = await ensureVersion(client, entityId, authorKey);
  const act = (verb: string, key: string, body: object = {}) =>
    client.write<Version>('POST', `/v1/rule-versions/${version.id}/${verb}`, key, body);
  if (version.status === 'draft') {
    const tried = await client.write<Simulation>('POST', '/v1/rules/simulate', authorKey, {
      entityId,
      versionId: version.id,
    });
    tellOf(tried, (text) => print.line(text));
    await act('submit', authorKey);
    await act('review', approverKey, { decision: 'approve', comment: 'As agreed with sales.' });
    await act('publish', approverKey);
  }
  print.line(`Ken put version ${version.version} in force: ${hubUrl}/rules/${version.id}`);
}

async function ensureVersion(client: HubClient, entityId: string, key: string): Promise<Version> {
  const { versions } = await client.read<{ versions: Version[] }>(`/v1/rules/${entityId}`);
  const known = versions.find(({ reason, status }) => reason === REASON && status !== 'discarded');
  if (known !== undefined) return known;
  const draft = await client.write<Version>('POST', `/v1/rules/${entityId}/versions`, key, {
    reason: REASON,
  });
  const rules = Array.isArray(draft.definition['rules'])
    ? draft.definition['rules'].filter(isJsonObject)
    : [];
  return client.write<Version>('PUT', `/v1/rule-versions/${draft.id}`, key, {
    definition: {
      ...draft.definition,
      rules: rules.map((rule) => (rule['id'] === CHANGED_RULE['id'] ? CHANGED_RULE : rule)),
    },
    revision: draft.revision,
  });
}

function tellOf(tried: Simulation, line: (text: string) => void): void {
  const { invoices, before, after, newlyRouted, noLongerRouted } = tried;
  line(
    `tried on ${invoices.count} invoices: ${newlyRouted.count} would be asked for now, ${noLongerRouted.count} no longer`,
  );
  line(`approved without a person: ${before.autoApproved.count} before, ${after.autoApproved.count} after`);
}
