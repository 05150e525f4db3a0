import type { CelNode } from '../cel/cel-node.ts';

/** The whole number that a part comes to without any fact; undefined when it needs one, is no number or has no value. */
export function constantOf(node: CelNode): bigint | undefined {
  switch (node.op) {
    case 'value':
      return typeof node.args === 'bigint' ? node.args : undefined;
    case '-_': {
      const value = constantOf(node.args);
      return value === undefined ? undefined : -value;
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': {
      const [left, right] = [constantOf(node.args[0]), constantOf(node.args[1])];
      return left === undefined || right === undefined ? undefined : calculate(node.op, left, right);
    }
    default:
      return undefined;
  }
}

function calculate(operator: '+' | '-' | '*' | '/' | '%', left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
  }
}
