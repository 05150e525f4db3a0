/** What an organisation has set up before anybody calls: accounts, tax rates in percent, currencies. */
export type XeroOrganisation = {
  /** Accounts that a line may go to: revenue, and the expenses that a loss stands on. */
  salesAccountCodes: readonly string[];
  /** Accounts that money is paid from. */
  bankAccountCodes: readonly string[];
  taxRates: Readonly<Record<string, string>>;
  currencies: readonly string[];
};

/**
 * The organisation that the double plays unless told. The first three types are Xero's own (Accounting API, tax
 * types); TAX001 is how Xero names the first rate that an organisation adds itself.
 */
export const SAMPLE_ORGANISATION: XeroOrganisation = {
  salesAccountCodes: ['200', '404'],
  bankAccountCodes: ['090'],
  taxRates: { EXEMPTOUTPUT: '0', NONE: '0', ZERORATEDOUTPUT: '0', OUTPUT2: '10', TAX001: '8' },
  currencies: ['USD', 'JPY', 'EUR', 'GBP'],
};
