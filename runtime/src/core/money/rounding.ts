/** How a value between two units is rounded. All modes are symmetric in sign: -2.5 half up is -3. */
export const ROUNDING_MODES = ['half_up', 'half_even', 'down', 'up'] as const;

/** One of the four roundings: 四捨五入, to the even neighbour, 切捨て, 切上げ. */
export type RoundingMode = (typeof ROUNDING_MODES)[number];
