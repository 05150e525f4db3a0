import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';
import { SeikyuApi } from '../../credentials/SeikyuApi.credentials.ts';
import { EXCEPTION_KINDS as OFFERED_KINDS } from '../../nodes/Seikyu/actions/exception/exception-kinds.ts';
import { RESOURCES } from '../../nodes/Seikyu/actions/resources.ts';
import { DECISIONS } from '../../nodes/SeikyuApproval/decision.ts';
import { EVENTS, STATUSES } from '../../nodes/SeikyuTrigger/events.ts';
import { EXCEPTION_KINDS } from '../../runtime/src/core/exception-kinds.ts';
import { WAITER_DECISIONS } from '../../runtime/src/core/webhooks/decision-of-event.ts';
import { FILTER_STATUSES } from '../../runtime/src/core/webhooks/endpoint-filter.ts';
import { EVENT_TYPES } from '../../runtime/src/core/webhooks/event-types.ts';
import { everyField, NODES, OPERATIONS } from './support/all-nodes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const json = (place: string) => JSON.parse(readFileSync(path.join(ROOT, place), 'utf8'));
const pack = json('package.json');
const FIELDS = Object.entries(NODES).flatMap(([node, { properties }]) => everyField(properties, node));
const PLACES = OPERATIONS.map((view) => ({
  ...view,
  place: `${view.node}: ${view.resource}/${view.operation}`,
}));

describe('every field', () => {
  test.each(FIELDS.filter(({ field }) => ['options', 'multiOptions'].includes(field.type)))(
    'has a default that it offers: $place',
    ({ field }) => {
      if (field.typeOptions?.loadOptionsMethod !== undefined)
        return expect(field.default).toEqual(field.type === 'options' ? '' : []);
      const values = ((field.options ?? []) as INodePropertyOptions[]).map(({ value }) => value);
      for (const value of [field.default].flat()) expect(values).toContain(value);
    },
  );

  test('has a default of its own type', () => {
    const TYPES: Record<string, string> = {
      string: 'string',
      number: 'number',
      boolean: 'boolean',
      json: 'string',
    };
    const wrong = FIELDS.filter(
      ({ field }) => (TYPES[field.type] ?? typeof field.default) !== typeof field.default,
    );
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  test('that is on or off says "Whether"', () => {
    const silent = FIELDS.filter(
      ({ field }) => field.type === 'boolean' && !field.description?.startsWith('Whether '),
    );
    expect(silent.map(({ place }) => place)).toEqual([]);
  });

  test('that gives an example says so', () => {
    const wrong = FIELDS.filter(
      ({ field }) => field.placeholder !== undefined && !/^(e\.g\. |Add )/.test(field.placeholder),
    );
    expect(wrong.map(({ place }) => place)).toEqual([]);
  });

  test('that picks one thing offers a list first, then its ID', () => {
    const locators = FIELDS.filter(({ field }) => field.type === 'resourceLocator');
    expect(locators.length).toBeGreaterThan(5);
    for (const { field } of locators) {
      expect(field.modes?.slice(0, 2).map(({ displayName }) => displayName)).toEqual(['From List', 'By ID']);
    }
  });
});

describe('every operation', () => {
  test('of the pack is there', () => {
    expect(PLACES.map(({ resource, operation }) => `${resource}: ${operation}`)).toEqual([
      'audit: getMany',
      'customer: get',
      'customer: getMany',
      'exception: assign',
      'exception: get',
      'exception: getMany',
      'exception: replay',
      'exception: setNote',
      'invoice: changeCollection',
      'invoice: closeDispute',
      'invoice: correct',
      'invoice: create',
      'invoice: credit',
      'invoice: download',
      'invoice: get',
      'invoice: getLineage',
      'invoice: getMany',
      'invoice: getSettlement',
      'invoice: issue',
      'invoice: openDispute',
      'invoice: refund',
      'invoice: reissue',
      'invoice: reportDelivery',
      'invoice: requestWriteOff',
      'invoice: send',
      'invoice: submit',
      'invoice: update',
      'invoice: void',
      'payment: allocate',
      'payment: getMany',
      'payment: record',
      'product: get',
      'product: getMany',
      'record: send',
      'record: getLineage',
      'rule: simulate',
      'approval: getMany',
      'approval: sendAndWait',
      'mapping: run',
      'mapping: preview',
      'mapping: getMany',
    ]);
  });

  test.each(PLACES)('says what it does, as a sentence and as an action: $place', ({ option }) => {
    expect(option.description).toMatch(/^[A-Z].+[^.]$/);
    expect(option.action).toMatch(/^[A-Z][a-z]+ [^A-Z]+$/);
  });

  test.each(PLACES)('shows no field twice: $place', ({ fields }) => {
    const names = fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(PLACES.filter(({ operation }) => operation === 'getMany'))(
    'that lists has Return All and Limit: $place',
    ({ fields }) => {
      expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['returnAll', 'limit']));
    },
  );

  test.each(PLACES)('has an output schema: $place', ({ node, resource, operation }) => {
    const schema = json(`nodes/${node}/__schema__/v1.0.0/${resource}/${operation}.json`);
    expect(schema).toMatchObject({ type: 'object', version: 1 });
    expect(Object.keys(schema.properties).length).toBeGreaterThan(0);
  });

  test('of Seikyu is one that its node can run', () => {
    const known = RESOURCES.flatMap(({ option, operations }) =>
      operations.map((operation) => `${option.value}: ${operation.option.value}`),
    );
    const shown = OPERATIONS.filter(({ node }) => node === 'Seikyu').map(
      ({ resource, operation }) => `${resource}: ${operation}`,
    );
    expect(shown.sort()).toEqual(known.sort());
  });
});

test('no operation approves or rejects: a workflow never decides', () => {
  expect(
    OPERATIONS.map(({ operation }) => operation).filter((name) => /approve|reject|decide/i.test(name)),
  ).toEqual([]);
});

describe('every node', () => {
  test.each(Object.entries(NODES))(
    '%s has its icons, its codex and its place in the package',
    (name, node) => {
      for (const icon of Object.values(node.icon as Record<string, string>)) {
        const place = path.join(ROOT, 'nodes', name, icon.replace('file:', ''));
        expect(existsSync(place), place).toBe(true);
      }
      expect(json(`nodes/${name}/${name}.node.json`).node).toBe(`n8n-nodes-seikyu.${node.name}`);
      expect(pack.n8n.nodes).toContain(`dist/nodes/${name}/${name}.node.js`);
      expect(node.credentials).toEqual([{ name: 'seikyuApi', required: true }]);
    },
  );

  test('that is no trigger can be used by agents', () => {
    expect(Object.entries(NODES).map(([name, { usableAsTool }]) => [name, usableAsTool])).toEqual([
      ['Seikyu', true],
      ['SeikyuApproval', true],
      ['SeikyuMapping', true],
      ['SeikyuTrigger', undefined],
    ]);
  });
});

describe('what the hub knows and the nodes offer', () => {
  test('are the same events, statuses, decisions and kinds of exceptions', () => {
    expect(EVENTS.map(({ value }) => value).sort()).toEqual([...EVENT_TYPES].sort());
    expect(STATUSES.map(({ value }) => value).sort()).toEqual([...FILTER_STATUSES].sort());
    expect([...DECISIONS].sort()).toEqual([...WAITER_DECISIONS].sort());
    expect(OFFERED_KINDS.map(({ value }) => value)).toEqual([...EXCEPTION_KINDS].sort());
  });
});

test('the approval waits for GET and POST only, at an address of its own', () => {
  expect(NODES['SeikyuApproval']?.webhooks).toMatchObject([
    { httpMethod: 'GET', restartWebhook: true, isFullPath: true, path: '={{ $nodeId }}' },
    { httpMethod: 'POST', restartWebhook: true, isFullPath: true, path: '={{ $nodeId }}' },
  ]);
});

test('the credential sends the key in one header, hides it, and is tested where every key may ask', () => {
  const credential = new SeikyuApi();
  expect(credential.authenticate.properties).toEqual({
    headers: { Authorization: '=Bearer {{$credentials.apiKey}}' },
  });
  expect(credential.properties.find(({ name }) => name === 'apiKey')?.typeOptions).toEqual({
    password: true,
  });
  expect(credential.test.request.url).toBe('/v1/me');
});

test('the package runs on nothing but n8n', () => {
  expect(pack.dependencies).toBeUndefined();
  expect(pack.peerDependencies).toEqual({ 'n8n-workflow': '*' });
  expect(pack.private).toBeUndefined();
  expect(pack.type).toBeUndefined();
  expect(pack.keywords).toContain('n8n-community-node-package');
});
