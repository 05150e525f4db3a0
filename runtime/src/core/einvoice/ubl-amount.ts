/**
 * An amount as it is written. European rules allow two decimals (BR-DEC-01 to 28) and count them in the text, so zeros
 * beyond the second say nothing and are left out: 12.500 dinars are 12.50.
 */
export function ublAmount(text: string): string {
  const [whole = '', decimals = ''] = text.split('.');
  if (decimals.length <= 2) return text;
  return `${whole}.${decimals.slice(0, 2)}${decimals.slice(2).replace(/0+$/, '')}`;
}
