import { checkIdentities } from '../invoice/check-identities.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import { type EInvoiceProfile, isJapaneseProfile } from './profile.ts';
import type { ProfileRefusal } from './profile-refusal.ts';
import { checkDecimalPlaces } from './rules/check-decimal-places.ts';
import { checkGermany } from './rules/check-germany.ts';
import { checkJapan } from './rules/check-japan.ts';
import { checkLines } from './rules/check-lines.ts';
import { checkParties } from './rules/check-parties.ts';
import { checkPeppol } from './rules/check-peppol.ts';
import { checkTaxes } from './rules/check-taxes.ts';
import { checkTexts } from './rules/check-texts.ts';
import type { TaxView } from './tax-view.ts';

/**
 * Everything that keeps a document from being an electronic invoice of its profile; empty when nothing does. Rules have
 * the ids of the published rules: EN 16931 (BR-…), Peppol BIS Billing 3 (PEPPOL-EN16931-…), XRechnung (BR-DE-…) and JP PINT
 * (ibr-…, aligned-ibrp-…).
 */
export function checkProfile(
  document: InvoiceDocument,
  profile: EInvoiceProfile,
  taxes: TaxView,
): ProfileRefusal[] {
  const findings = checkIdentities(document);
  const identities = findings.map(
    ({ code, pointer, text }): ProfileRefusal => ({ pointer, rule: publishedRule(code), detail: text.en }),
  );
  // Every other rule calculates, so that decimals must be readable.
  if (findings.some(({ code }) => !code.startsWith('identity.'))) return identities;
  const general = [
    ...identities,
    ...checkParties(document, taxes),
    ...checkTexts(document),
    ...checkLines(document, profile),
  ];
  if (isJapaneseProfile(profile)) return [...general.map(toPint), ...checkJapan(document, profile, taxes)];
  return [
    ...general,
    ...checkTaxes(document, taxes),
    ...checkDecimalPlaces(document),
    ...(profile === 'en16931' ? [] : checkPeppol(document, profile)),
    ...checkGermany(document, profile),
  ];
}

/** The published id of an identity: `identity.br_co_15` is BR-CO-15, and `identity.peppol_r120` is PEPPOL-EN16931-R120. */
function publishedRule(code: string): string {
  const [, core] = /^identity\.(br_co_[0-9]+)$/.exec(code) ?? [];
  if (core !== undefined) return core.toUpperCase().replaceAll('_', '-');
  const [, peppol] = /^identity\.peppol_r([0-9]+)$/.exec(code) ?? [];
  return peppol === undefined ? code : `PEPPOL-EN16931-R${peppol}`;
}

/** JP PINT has the rules of the norm by names of its own: BR-CO-15 is ibr-co-15. */
const toPint = (refusal: ProfileRefusal): ProfileRefusal => ({
  ...refusal,
  rule: refusal.rule.replace(/^BR-.*$/, (rule) => `i${rule.toLowerCase()}`),
});
