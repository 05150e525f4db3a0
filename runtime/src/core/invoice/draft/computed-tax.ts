import { decimalToText } from '../../money/decimal-to-text.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { ratioToDecimal } from '../../money/ratio.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import type { GroupAmounts } from '../amounts/compute-amounts.ts';
import type { TaxRow } from '../document.ts';
import type { InvoiceDraft } from '../draft-document.ts';
import type { TaxGroup } from '../tax-groups.ts';

type Exemption = { exemptionReason?: string | undefined; exemptionCode?: string | undefined };

/** The tax breakdown (BG-23) with the one exemption reason of each group, and where lines of a group give two. */
export function computedTaxRows(
  draft: InvoiceDraft,
  groups: readonly TaxGroup[],
  lineGroups: readonly number[],
  amounts: readonly GroupAmounts[],
  digits: number,
): { taxRows: TaxRow[]; findings: Finding[] } {
  const exemptions: Exemption[] = groups.map(() => ({}));
  const findings: Finding[] = [];
  draft.lines.forEach((line, index) => {
    const known = exemptions[lineGroups[index] ?? -1];
    if (known === undefined) return;
    for (const name of ['exemptionReason', 'exemptionCode'] as const) {
      const given = line[name];
      if (given === undefined) continue;
      if (known[name] === undefined) known[name] = given;
      else if (known[name] !== given) findings.push(differs(`/lines/${index}/${name}`));
    }
  });
  const taxRows = groups.map(({ category, ratePercent }, place) => {
    const { exemptionReason, exemptionCode } = exemptions[place] ?? {};
    return {
      category,
      ratePercent: decimalToText(ratioToDecimal(ratePercent, 10, 'half_up')),
      base: minorToText(amounts[place]?.baseMinor ?? 0n, digits),
      tax: minorToText(amounts[place]?.taxMinor ?? 0n, digits),
      ...(exemptionReason === undefined ? {} : { exemptionReason }),
      ...(exemptionCode === undefined ? {} : { exemptionCode }),
    };
  });
  return { taxRows, findings };
}

const differs = (pointer: string): Finding =>
  errorFinding(
    'tax.exemption_reasons_differ',
    pointer,
    'Another line of this category and rate gives another reason: the tax breakdown states one (BT-120).',
    '同じ税区分・税率の別の明細と免税・非課税の理由が異なります。税額の内訳に記載できる理由は一つです(BT-120)。',
  );
