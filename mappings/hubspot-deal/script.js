/**
 * What the rows cannot say about a HubSpot deal: which stages are won, the order of the lines, placeholders
 * without a quantity, and the discount, which HubSpot keeps per unit and an invoice line carries as a whole.
 */
export default function map(source, draft, ctx) {
  const { decimal } = ctx.helpers;
  const wonStages = ['closedwon'];
  const items = source.line_items ?? [];

  for (const item of items) {
    const currency = item.properties.hs_line_item_currency_code;
    if (currency && currency.toUpperCase() !== draft.currency) {
      throw new Error(`line ${item.id} is in ${currency}, the deal in ${draft.currency}`);
    }
  }

  // The rows have made plain decimals of these, so that zero is told by its digits.
  const isZero = (value) => /^-?0+(\.0+)?$/.test(value);

  const toDiscount = (line) => {
    const { discountPercent, discountAmount, ...rest } = line;
    if (discountPercent !== undefined && !isZero(discountPercent)) return { ...rest, discountPercent };
    if (discountAmount === undefined || isZero(discountAmount)) return rest;
    return { ...rest, discountAmount: decimal.multiply(discountAmount, line.quantity) };
  };

  const positionOf = (at) => {
    const position = items[at].properties.hs_position_on_quote;
    return /^[0-9]+$/.test(position ?? '') ? Number(position) : Number.MAX_SAFE_INTEGER;
  };

  const lines = (draft.lines ?? [])
    .map((line, at) => ({ line, at, position: positionOf(at) }))
    .sort((left, right) => left.position - right.position || left.at - right.at)
    .map(({ line }) => line)
    .filter((line) => !isZero(line.quantity))
    .map(toDiscount);

  return {
    ...draft,
    isWon: wonStages.includes(source.properties.dealstage),
    contactKeys: draft.contactKeys ?? [],
    lines,
  };
}
