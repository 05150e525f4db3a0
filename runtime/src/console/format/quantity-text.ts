/** A plain decimal for people: grouped by thousands, every decimal kept. */
export function quantityText(decimal: string): string {
  const [integer = '', fraction] = decimal.split('.');
  const grouped = integer.replaceAll(/\B(?=(?:[0-9]{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
