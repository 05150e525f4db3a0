import { createHash } from 'node:crypto';
import type { CanonicalContract } from '../../canonical/contract.ts';
import { stableJson } from '../../stable-json.ts';

/**
 * Names the contracts that are billed together, SHA-256 in hex; null for a contract that is billed on its own. Two have
 * the same key when one invoice can be right for both: same source, customer, recipients, currency, language, closing
 * day and terms. The legal entity follows from the currency.
 */
export function collectiveKey(
  { collective, customerKey, contactKeys, currency, locale }: CanonicalContract,
  { system, connectionId }: { system: string; connectionId: string | null },
): string | null {
  if (collective === undefined) return null;
  const { closingDay, terms } = collective;
  return createHash('sha256')
    .update(
      stableJson({
        ...{ system, connectionId, customerKey, currency, closingDay },
        recipients: [...new Set(contactKeys)].sort(),
        locale: locale ?? null,
        terms: terms ?? null,
      }),
    )
    .digest('hex');
}
