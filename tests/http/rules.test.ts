import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';
import {
  RulesList,
  RulesSchema,
  RulesVersionSchema,
  SimulationSchema,
} from '../../runtime/src/http/schemas/rules.ts';
import { joinFinance, ruleOf } from '../flow/rules/support/work-on-rules.ts';
import type { z } from '../support/zod.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

type Version = z.infer<typeof RulesVersionSchema>;

let loop: HttpLoop;
let mei: Ctx;
let key: string;
let meisKey: string;
beforeAll(async () => {
  loop = await createHttpLoop();
  mei = await joinFinance(loop, 'Mei');
  key = (await loop.key({ person: loop.organization.author })).key;
  meisKey = (await loop.key({ person: mei })).key;
});
afterAll(() => loop.hub.close());

const entityId = () => loop.organization.usEntityId;
const post = (path: string, json: object = {}, as = key) =>
  loop.call(as, path, { json, idempotencyKey: crypto.randomUUID() });
const act = (id: string, verb: string, json: object = {}, as = key) =>
  post(`/v1/rule-versions/${id}/${verb}`, json, as);
const draft = async (): Promise<Version> =>
  readAs(
    await post(`/v1/rules/${entityId()}/versions`, { reason: 'Sales asked.' }),
    RulesVersionSchema.strict(),
  );
const save = (version: Version, rules: JsonObject[]) =>
  loop.call(key, `/v1/rule-versions/${version.id}`, {
    method: 'PUT',
    json: { definition: { ...version.definition, rules }, revision: version.revision },
  });

describe('rules over HTTP', () => {
  it('are listed by legal entity, with their versions, and a version in the form of today', async () => {
    const { data } = await readAs(loop.call(key, '/v1/rules'), RulesList.strict());
    expect(data.map(({ entity, live }) => [entity.currency, live?.version])).toEqual([
      ['JPY', 1],
      ['USD', 1],
    ]);
    const one = await readAs(loop.call(key, `/v1/rules/${entityId()}`), RulesSchema.strict());
    const live = await readAs(
      loop.call(key, `/v1/rule-versions/${one.live?.versionId}`),
      RulesVersionSchema.strict(),
    );
    expect(live).toMatchObject({ author: null, status: 'published', replaces: null, simulation: null });
    expect(live.definition.rules[0]).toMatchObject({
      id: 'discount-above-10',
      steps: [{ order: 1, approver: { kind: 'role', role: 'finance_approver' }, mode: 'any' }],
    });
  });

  it('go from a draft over a simulation and a colleague into force, and back', async () => {
    await loop.tellOf({ id: '1', lines: [{ id: 'a', sku: 'API-P', discountPercent: '8' }] });
    await loop.hub.drain();
    const version = await draft();
    const saved = await save(version, [ruleOf('discount-above-5', 'maxDiscountPpm > 50000')]);
    expect(saved.status).toBe(200);
    const body = { entityId: entityId(), versionId: version.id };
    const simulation = await readAs(post('/v1/rules/simulate', body), SimulationSchema.strict());
    expect(simulation).toMatchObject({
      invoices: { count: 1 },
      newlyRouted: { count: 1 },
      noLongerRouted: { count: 0 },
      changes: [
        {
          before: { outcome: 'auto_approved' },
          after: { outcome: 'needs_approval', ruleIds: ['discount-above-5'] },
          causes: [{ ruleId: 'discount-above-5', kind: 'rule_added' }],
        },
      ],
    });
    expect((await act(version.id, 'submit')).status).toBe(200);
    await expectProblem(await act(version.id, 'review', { decision: 'approve' }), 'rules.review_refused');
    const reviewed = await readAs(
      act(version.id, 'review', { decision: 'approve' }, meisKey),
      RulesVersionSchema.strict(),
    );
    expect(reviewed).toMatchObject({
      status: 'reviewed',
      reviewer: { name: 'Mei' },
      simulation: { days: 90, simulatedBy: { name: 'Aiko' }, result: { changedCount: 1 } },
      diff: { added: [{ id: 'discount-above-5' }] },
    });
    await expectProblem(await act(version.id, 'publish'), 'rules.review_refused');
    await readAs(act(version.id, 'publish', {}, meisKey), RulesVersionSchema);
    const before = version.replaces?.versionId ?? '';
    await expectProblem(await act(before, 'rollback', {}, meisKey), 'request.invalid');
    await readAs(act(before, 'rollback', { reason: 'Too many.' }, meisKey), RulesVersionSchema);
    const { live } = await readAs(loop.call(key, `/v1/rules/${entityId()}`), RulesSchema);
    expect(live?.versionId).toBe(before);
  });

  it('are saved by one of two who save at once; the other learns of it, and nothing is mixed', async () => {
    const version = await draft();
    const answers = await Promise.all(
      ['one', 'other'].map((id) => save(version, [ruleOf(id, 'isNewCustomer')])),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [lost] = answers.filter(({ status }) => status === 409);
    if (lost !== undefined) await expectProblem(lost, 'rules.revision_conflict');
    const won = answers[0]?.status === 200 ? 'one' : 'other';
    const after = await readAs(loop.call(key, `/v1/rule-versions/${version.id}`), RulesVersionSchema);
    expect(after).toMatchObject({ revision: 2, definition: { rules: [{ id: won }] } });
    await loop.call(key, `/v1/rule-versions/${version.id}`, { method: 'DELETE' });
  });

  it('are refused with pointer and character, and a discarded draft stays readable', async () => {
    const version = await draft();
    const rules = [ruleOf('a', 'isNewCustomer'), ruleOf('b', 'isNewCustomer && totl > 5')];
    const problem = await expectProblem(await save(version, rules), 'rules.definition_invalid');
    expect(problem.errors).toEqual([
      {
        pointer: '/rules/1/when',
        code: 'rules.definition_invalid',
        detail: 'rule b: Unknown variable: totl at character 18; did you mean totalMinor?',
      },
    ]);
    const path = `/v1/rule-versions/${version.id}`;
    expect((await loop.call(key, path, { method: 'DELETE' })).status).toBe(204);
    expect(await readAs(loop.call(key, path), RulesVersionSchema)).toMatchObject({ status: 'discarded' });
    await expectProblem(await act(version.id, 'submit'), 'rules.state_refused');
  });

  it.each([
    ['neither a version nor a definition', {}],
    ['both', { versionId: 'rul_00000000', definition: {} }],
    ['days without an end', { definition: {}, days: 100_000 }],
  ])('are not simulated with %s', async (_what, body) => {
    await expectProblem(
      await post('/v1/rules/simulate', { entityId: entityId(), ...body }),
      'request.invalid',
    );
  });
});
