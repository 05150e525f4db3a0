/** What the rows cannot say about a contact of Xero: which of its addresses is taken. Xero gives empty ones as well. */
export default function map(_source, draft) {
  const { addresses = [], ...customer } = draft;
  const isComplete = ({ line1, city, country }) =>
    line1 !== undefined && city !== undefined && country !== undefined;
  const complete = addresses.filter(isComplete);
  const found = complete.find(({ type }) => type === 'POBOX') ?? complete[0];
  if (found === undefined) return customer;
  const { type: _type, ...address } = found;
  return { ...customer, country: address.country, address };
}
