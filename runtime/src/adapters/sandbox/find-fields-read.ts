import type { AnyNode, Identifier, MemberExpression, ObjectPattern, Program, Property } from 'acorn';
import { addPath, type FieldsRead } from './fields-read.ts';
import { walkSyntax } from './walk-syntax.ts';

/**
 * Which fields of the source a script can read, when its text tells: chains of plain members of the first parameter,
 * and patterns that take it apart by name. Anything else that is done with the parameter, such as handing it on, a
 * computed key or a rest, gives `all`. Names are taken by their letters: a second variable of the same name can add
 * fields and cannot hide one.
 */
export function findFieldsRead(program: Program): FieldsRead {
  const exported = program.body.find((statement) => statement.type === 'ExportDefaultDeclaration');
  const map = exported?.declaration;
  if (map === undefined || !('params' in map)) return 'all';
  const nodes = [...walkSyntax(program)];
  if (nodes.some((node) => isNamed(node, 'arguments'))) return 'all';
  const [first] = map.params;
  if (first === undefined) return new Map();
  const parameter = withoutDefault(first);
  if (parameter.type === 'ObjectPattern') return addPattern(new Map(), [], parameter);
  return parameter.type === 'Identifier' ? findReads(nodes, parameter) : 'all';
}

function findReads(nodes: AnyNode[], parameter: Identifier): FieldsRead {
  const understood = new Set<AnyNode>([parameter]);
  let fields: FieldsRead = new Map();
  for (const node of nodes) {
    if (node.type === 'Property' && !node.computed && !node.shorthand) understood.add(node.key);
    const { start, pattern } = beginOf(node);
    if (start && !understood.has(start)) {
      const { root, path, isCut, links } = readChain(start);
      for (const link of links) understood.add(link);
      if (!isNamed(root, parameter.name)) continue;
      understood.add(root);
      fields = pattern && !isCut ? addPattern(fields, path, pattern) : addPath(fields, path);
    } else if (isNamed(node, parameter.name) && !understood.has(node)) return 'all';
    if (fields === 'all') return fields;
  }
  return fields;
}

/** Where a chain of members begins to be read, and the pattern that takes its end apart. */
function beginOf(node: AnyNode): { start?: AnyNode | null | undefined; pattern?: ObjectPattern } {
  if (node.type === 'MemberExpression') return { start: node };
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern') return {};
  return { start: node.init, pattern: node.id };
}

type Chain = { root: AnyNode; path: string[]; isCut: boolean; links: AnyNode[] };

/** From `root.a?.b[c].d` the root, the path `a.b`, which the first computed key cuts, and every node that was read. */
function readChain(outermost: AnyNode): Chain {
  const links: AnyNode[] = [];
  const path: string[] = [];
  let isCut = false;
  let node: AnyNode = outermost;
  while (node.type === 'MemberExpression' || node.type === 'ChainExpression') {
    links.push(node);
    if (node.type === 'MemberExpression') {
      const key = keyOf(node.property, node.computed);
      if (key === undefined) {
        isCut = true;
        path.length = 0;
      } else path.push(key);
      if (!node.computed) links.push(node.property);
      node = node.object;
    } else node = node.expression;
  }
  return { root: node, path: path.toReversed(), isCut, links };
}

function addPattern(fields: FieldsRead, path: string[], pattern: ObjectPattern): FieldsRead {
  // To take nothing out of a value is to ask whether it is there.
  if (pattern.properties.length === 0) return addPath(fields, path);
  return pattern.properties.reduce<FieldsRead>((sum, property) => {
    const key = property.type === 'Property' ? keyOf(property.key, property.computed) : undefined;
    if (property.type !== 'Property' || key === undefined) return addPath(sum, path);
    const value = withoutDefault(property.value);
    const inner = [...path, key];
    return value.type === 'ObjectPattern' ? addPattern(sum, inner, value) : addPath(sum, inner);
  }, fields);
}

/** The name of a member when it is written in the script, as a name or as text. */
function keyOf(key: MemberExpression['property'] | Property['key'], isComputed: boolean): string | undefined {
  if (key.type === 'Literal' && typeof key.value === 'string') return key.value;
  return key.type === 'Identifier' && !isComputed ? key.name : undefined;
}

const withoutDefault = (node: AnyNode): AnyNode => (node.type === 'AssignmentPattern' ? node.left : node);

const isNamed = (node: AnyNode, name: string): boolean => node.type === 'Identifier' && node.name === name;
