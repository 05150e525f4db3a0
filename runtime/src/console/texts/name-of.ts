/** The text of a name from a table; the name itself when it is newer than the table, so that nothing is ever blank. */
export const nameOf = (table: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(table, name) ? (table[name] ?? name) : name;
