/** Marks of browsers in the order in which they tell them apart: Edge also says Chrome, Chrome also says Safari. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bHeadlessChrome\/|\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A browser and its system in words, from what it says of itself; undefined when neither is known. */
export function browserName(userAgent: string | null): string | undefined {
  const named = [BROWSERS, SYSTEMS].flatMap(
    (marks) => marks.find(([mark]) => mark.test(userAgent ?? ''))?.[1] ?? [],
  );
  return named.length === 0 ? undefined : named.join(' · ');
}
