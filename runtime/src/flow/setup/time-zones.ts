/** The IANA time zones that this Node knows, by name. */
export const timeZones = (): readonly string[] => Intl.supportedValuesOf('timeZone');

/** True for the name of a time zone; `UTC` is one, though the list leaves it out. */
export function isTimeZone(name: string): boolean {
  return name === 'UTC' || timeZones().includes(name);
}
