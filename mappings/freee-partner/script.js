/** What the rows cannot say about a partner of freee: an address that is not complete is left out, and the rest kept. */
export default function map(_source, draft) {
  const { address, ...customer } = draft;
  const isComplete = ['line1', 'city', 'country'].every((name) => address?.[name] !== undefined);
  return isComplete ? draft : customer;
}
