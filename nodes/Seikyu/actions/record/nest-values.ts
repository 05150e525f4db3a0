import type { IDataObject } from 'n8n-workflow';

/** Values by their paths as one object: `properties.dealname` becomes a member of `properties`. Empty ones are left out. */
export function nestValues(values: IDataObject | null): IDataObject {
  const nested: IDataObject = {};
  for (const [path, value] of Object.entries(values ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    const parts = path.split('.');
    const last = parts.pop() ?? path;
    let holder = nested;
    for (const part of parts) {
      const held = Object.hasOwn(holder, part) ? holder[part] : undefined;
      const isObject = typeof held === 'object' && held !== null && !Array.isArray(held);
      const next = isObject ? (held as IDataObject) : {};
      holder[part] = next;
      holder = next;
    }
    holder[last] = value;
  }
  return nested;
}
