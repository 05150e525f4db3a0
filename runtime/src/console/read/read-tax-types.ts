/** Reads lines such as `S:10 = OUTPUT2`; a line without both sides becomes a key that no schema takes. */
export function readTaxTypes(text: string): Record<string, string> {
  const lines = text.split('\n').map((line) => line.trim());
  return Object.fromEntries(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const [ours = '', theirs = ''] = line.split('=');
        return [ours.trim(), theirs.trim()];
      }),
  );
}
