/** The value of a header whatever the case of its name; undefined when it is absent or empty. */
export function findHeader(headers: Record<string, string>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  // Node's server gives names in lower case; others need not.
  const value =
    headers[wanted] ?? Object.entries(headers).find(([candidate]) => candidate.toLowerCase() === wanted)?.[1];
  return value === '' ? undefined : value;
}
