/** An exchange rate as people read it, the same in every language. */
export const rateText = (base: string, rate: string, quote: string): string => `1 ${base} = ${rate} ${quote}`;
