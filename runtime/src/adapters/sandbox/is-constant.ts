import type { Expression, Literal, Property, SpreadElement } from 'acorn';

/**
 * Whether an expression can be frozen for good: literals, functions, other constants, and tables and arithmetic of
 * them. A map, a set, a call or a pattern with the g or y flag keeps state inside that freezing does not reach.
 */
export function isConstant(node: Expression | SpreadElement): boolean {
  switch (node.type) {
    case 'Literal':
      return !isStatefulPattern(node);
    case 'Identifier':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return true;
    case 'TemplateLiteral':
      return node.expressions.every(isConstant);
    case 'UnaryExpression':
      return node.operator !== 'delete' && isConstant(node.argument);
    case 'BinaryExpression':
      return node.left.type !== 'PrivateIdentifier' && isConstant(node.left) && isConstant(node.right);
    case 'ArrayExpression':
      return node.elements.every((element) => element === null || isConstant(element));
    case 'ObjectExpression':
      return node.properties.every(isConstantProperty);
    case 'SpreadElement':
      return isConstant(node.argument);
    case 'CallExpression':
      return isObjectFreeze(node.callee) && node.arguments.every(isConstant);
    default:
      return false;
  }
}

function isConstantProperty(property: Property | SpreadElement): boolean {
  if (property.type === 'SpreadElement') return isConstant(property.argument);
  return (!property.computed || isConstant(property.key)) && isConstant(property.value);
}

function isStatefulPattern({ regex }: Literal): boolean {
  return regex !== undefined && regex !== null && /[gy]/.test(regex.flags);
}

function isObjectFreeze(callee: Expression | { type: 'Super' }): boolean {
  return (
    callee.type === 'MemberExpression' &&
    !callee.computed &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'freeze'
  );
}
