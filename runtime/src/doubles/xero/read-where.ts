/** The one condition `Field=="text"` or `Field==guid("text")` that the double understands; undefined for any other. */
export function readWhere(where: string, field: string): string | undefined {
  const [, name, , text] = /^([A-Za-z.]+)==(guid\()?"([^"\\]*)"\)?$/.exec(where) ?? [];
  return name === field ? text : undefined;
}
