import type { FieldType } from './source-field.ts';

/** One type when all agree; otherwise the one that a path goes into, and text for scalars of several kinds or none. */
export function commonType(types: ReadonlySet<FieldType>): FieldType {
  const [first] = types;
  if (first !== undefined && types.size === 1) return first;
  return (['list', 'object'] as const).find((type) => types.has(type)) ?? 'text';
}
