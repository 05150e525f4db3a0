import type { DoubleCall } from '../shared/double-types.ts';

/** A query parameter; empty when it is not there. */
export function textOf(call: DoubleCall, name: string): string {
  return [call.query[name] ?? ''].flat()[0] ?? '';
}

/** The decimals of prices that a call asks for. */
export function unitDecimalsOf(call: DoubleCall): number {
  return textOf(call, 'unitdp') === '4' ? 4 : 2;
}

/** The page of a list that a call asks for. */
export function pageOf<Item>(call: DoubleCall, items: readonly Item[]): Item[] {
  const pageSize = Number.parseInt(textOf(call, 'pageSize') || '100', 10);
  const start = (Number.parseInt(textOf(call, 'page') || '1', 10) - 1) * pageSize;
  return items.slice(start, start + pageSize);
}
