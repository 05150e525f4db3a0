/** The value of a header whatever the case of its name; undefined when it is absent or empty. */
export function findHeader(headers: Record<string, string>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const entry = Object.entries(headers).find(([candidate]) => candidate.toLowerCase() === wanted);
  return entry?.[1] === '' ? undefined : entry?.[1];
}
