import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyField, NODES, OPERATIONS } from './support/all-nodes.ts';

interface ExampleNode {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }>;
  webhookId?: string;
}

interface Example {
  file: string;
  id: string;
  name: string;
  active: boolean;
  nodes: ExampleNode[];
  connections: Record<string, { main: { node: string }[][] }>;
}

const FOLDER = path.resolve(import.meta.dirname, '../../docs/n8n');
const EXAMPLES: Example[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, ...JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) }));
const isOurs = ({ type }: ExampleNode): boolean => type.startsWith('n8n-nodes-seikyu.');
const OURS = EXAMPLES.flatMap(({ file, nodes }) => nodes.filter(isOurs).map((node) => ({ file, ...node })));

const classOf = ({ type }: ExampleNode): string =>
  Object.entries(NODES).find(([, { name }]) => `n8n-nodes-seikyu.${name}` === type)?.[0] ?? 'none';

test('there are four examples, each told in the README', () => {
  const readme = readFileSync(path.join(FOLDER, 'README.md'), 'utf8');
  expect(EXAMPLES).toHaveLength(4);
  for (const { file } of EXAMPLES) expect(readme).toContain(`(${file})`);
});

test('no two have the same id, webhook or node id', () => {
  const nodes = EXAMPLES.flatMap((example) => example.nodes);
  for (const ids of [
    EXAMPLES.map(({ id }) => id),
    nodes.map(({ id }) => id),
    nodes.flatMap(({ webhookId }) => webhookId ?? []),
  ]) {
    expect(new Set(ids).size).toBe(ids.length);
  }
});

describe.each(EXAMPLES)('$file', ({ nodes, connections, active }) => {
  test('starts by hand, and is not active when it is imported', () => {
    expect(nodes.filter(({ type }) => type === 'n8n-nodes-base.manualTrigger')).toHaveLength(1);
    expect(active).toBe(false);
  });

  test('every connection leads to a node, and every node but the notes and triggers is reached', () => {
    const reached = new Set(
      Object.values(connections).flatMap(({ main }) => main.flat().map(({ node }) => node)),
    );
    const names = nodes.map(({ name }) => name);
    for (const name of [...reached, ...Object.keys(connections)]) expect(names).toContain(name);
    const expected = nodes.filter(({ type }) => !/stickyNote|[tT]rigger$/.test(type)).map(({ name }) => name);
    expect([...reached].sort()).toEqual(expected.sort());
  });
});

describe.each(OURS)('$file: $name', (node) => {
  test('is a node, an operation and fields that exist', () => {
    const name = classOf(node);
    expect(Object.keys(NODES)).toContain(name);
    const view = OPERATIONS.find(
      ({ node: owner, resource, operation }) =>
        owner === name &&
        resource === node.parameters['resource'] &&
        operation === node.parameters['operation'],
    );
    const fields = view?.fields ?? NODES[name]?.properties ?? [];
    const known = new Set(everyField(fields, '').map(({ field }) => field.name));
    const inside = Object.values(node.parameters).flatMap((value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && !('__rl' in value)
        ? Object.keys(value)
        : [],
    );
    const given = [...Object.keys(node.parameters), ...inside].filter(
      (field) => !['resource', 'operation'].includes(field),
    );
    expect(given.filter((field) => !known.has(field))).toEqual([]);
  });

  test('gives every field that is required', () => {
    const view = OPERATIONS.find(
      ({ node: owner, resource, operation }) =>
        owner === classOf(node) &&
        resource === node.parameters['resource'] &&
        operation === node.parameters['operation'],
    );
    const required = (view?.fields ?? []).filter(
      (field) => field.required === true && isAsked(field.displayOptions?.show, node),
    );
    expect(required.map(({ name }) => name).filter((name) => node.parameters[name] === undefined)).toEqual(
      [],
    );
  });

  test('uses the credential that the README tells to make', () => {
    expect(node.credentials).toEqual({ seikyuApi: { id: 'seikyuAccount001', name: 'Seikyu account' } });
  });
});

function isAsked(show: Record<string, unknown> | undefined, node: ExampleNode): boolean {
  return Object.entries(show ?? {}).every(([name, values]) =>
    (values as unknown[]).includes(node.parameters[name]),
  );
}
