import type { ConsoleContext } from '../console-env.ts';

/** The values of a form by name; the last one of a name counts, files count as nothing. */
export type FormValues = Readonly<Record<string, string | undefined>>;

/** Reads the form of a request. */
export async function readForm(
  c: ConsoleContext,
): Promise<{ values: FormValues; all(name: string): string[] }> {
  const form = await c.req.formData();
  const all = (name: string): string[] =>
    form.getAll(name).filter((value): value is string => typeof value === 'string');
  const values = Object.fromEntries([...new Set(form.keys())].map((name) => [name, all(name).at(-1)]));
  return { values, all };
}
