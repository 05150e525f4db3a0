import type { CurrencyCode } from '../../money/currency.ts';
import { parseMoneyText } from '../../money/parse-money-text.ts';
import { textToRatio } from '../../money/text-to-ratio.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import type { Part } from '../amounts/amounts-input.ts';

/** Reads the texts of a draft in one currency and collects what cannot be read. */
export type DraftReader = {
  readonly findings: Finding[];
  /** Minor units; zero beside a finding, which refuses the draft. */
  amount(text: string, pointer: string): bigint;
  /** An allowance or a charge. */
  part(
    value: { amount?: string | undefined; percent?: string | undefined; base?: string | undefined },
    pointer: string,
  ): Part;
};

/** A reader of one draft. */
export function createDraftReader(currency: CurrencyCode): DraftReader {
  const findings: Finding[] = [];
  const amount = (text: string, pointer: string): bigint => {
    const parsed = parseMoneyText(text, currency);
    if (parsed.ok) return parsed.value.amountMinor;
    findings.push(
      errorFinding(
        'amount.unreadable',
        pointer,
        `${text} ${parsed.reason}.`,
        `${text}は${currency}の金額として扱えません(小数桁数または桁数の超過)。`,
      ),
    );
    return 0n;
  };
  return {
    findings,
    amount,
    part(value, pointer) {
      if (value.percent === undefined) {
        return { amountMinor: amount(value.amount ?? '', `${pointer}/amount`) };
      }
      const baseMinor = value.base === undefined ? null : amount(value.base, `${pointer}/base`);
      return { percent: textToRatio(value.percent), baseMinor };
    },
  };
}
