/** bigint columns hold 19 digits; 18 are what an amount can be read back with (`parseMoneyText`). */
export const AMOUNT_MINOR_MAX = 10n ** 18n - 1n;
