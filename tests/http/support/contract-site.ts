import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { ContractPage, ContractSchema } from '../../../runtime/src/http/schemas/contracts.ts';
import { acceptFiles, type Push } from '../../support/push-files.ts';
import {
  contractOf,
  HIBIKI,
  HOURS,
  HUDSON,
  monthly,
  ORDER,
  PROJECT,
} from '../../support/sample-contracts.ts';
import type { z } from '../../support/zod.ts';
import { createHttpLoop, type HttpLoop } from './create-http-loop.ts';
import { readAs } from './read-as.ts';

/** A hub with a contract of each form, asked over HTTP. */
export type ContractSite = {
  loop: HttpLoop;
  push: Push;
  /** Of a machine; of a person who may approve; of a machine that sees the entity in yen alone. */
  key: string;
  person: string;
  yenOnly: string;
  event(id: string, contractId: string, more: JsonObject): Promise<void>;
  list(query?: string, as?: string): Promise<z.infer<typeof ContractPage>>;
  titles(query: string, as?: string): Promise<string[]>;
  idOf(title: string): Promise<string>;
  read(title: string): Promise<z.infer<typeof ContractSchema>>;
  act(title: string, what: 'release' | 'run', json: object, as?: string): Promise<Response>;
};

/** Starts one. Close `site.loop.hub` in `afterAll`. */
export async function createContractSite(): Promise<ContractSite> {
  const loop = await createHttpLoop();
  const push = await acceptFiles(loop);
  const key = (await loop.key()).key;
  const person = (await loop.key({ person: loop.organization.approver })).key;
  const yenOnly = (await loop.key({ entityIds: [loop.organization.jpEntityId] })).key;
  const event = (id: string, contractId: string, more: JsonObject): Promise<void> =>
    push('billing_event', { id, contract_id: contractId, ...more });
  await push('customer', HUDSON);
  await push('customer', HIBIKI);
  await push('contract', contractOf({ id: 'Seats', startsOn: '2026-09-01', plan: monthly('1') }));
  await push('contract', contractOf({ id: 'Project', startsOn: '2026-11-02', plan: PROJECT }));
  await push('contract', contractOf({ id: 'Order', startsOn: '2026-11-02', plan: ORDER }));
  await push('contract', contractOf({ id: 'Hours', startsOn: '2026-11-01', plan: HOURS }));
  await push(
    'contract',
    contractOf({
      id: '年間契約',
      startsOn: '2026-10-01',
      plan: monthly('1'),
      terms: 'eom+1:day31',
      more: { currency: 'JPY', customer_id: 'c-2', ends_on: '2026-10-31' },
    }),
  );
  await event('e-1', 'Project', { kind: 'milestone_delivered', milestone_id: 'design', on: '2026-11-10' });
  await event('e-2', 'Project', {
    kind: 'milestone_accepted',
    milestone_id: 'design',
    on: '2026-11-12',
    accepted_by: 'Mia Hudson',
  });
  await event('e-3', 'Project', { kind: 'milestone_delivered', milestone_id: 'build', on: '2026-11-20' });
  const list: ContractSite['list'] = (query = '', as = key) =>
    readAs(loop.call(as, `/v1/contracts?${query}`), ContractPage);
  const idOf: ContractSite['idOf'] = async (title) => {
    const found = (await list()).items.find((contract) => contract.title === title);
    return found?.id ?? `no contract ${title}`;
  };
  return {
    ...{ loop, push, key, person, yenOnly, event, list, idOf },
    titles: async (query, as) => (await list(query, as)).items.map(({ title }) => title).sort(),
    read: async (title) => readAs(loop.call(key, `/v1/contracts/${await idOf(title)}`), ContractSchema),
    act: async (title, what, json, as = key) =>
      loop.call(as, `/v1/contracts/${await idOf(title)}/${what}`, {
        json,
        idempotencyKey: crypto.randomUUID(),
      }),
  };
}
