/** The path of a mapping that is named as `system/object`, or of something below it. */
export function mappingPath(mapping: string, below = ''): string {
  const [system = '', object = ''] = mapping.split('/');
  return `/v1/mappings/${encodeURIComponent(system)}/${encodeURIComponent(object)}${below}`;
}
