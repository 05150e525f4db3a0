import type { InboxItem } from '../../flow/read/list-inbox.ts';
import type { RequestNote } from '../../flow/read/list-request-notes.ts';
import { moneyText } from '../format/money-text.ts';
import { whyOf } from '../read/why-of.ts';
import type { Ui } from '../ui.ts';

/** What to look at twice about a request of a batch; `isWarned` also where its row says it by itself. */
export type BatchWarnings = { texts: string[]; isWarned: boolean };

/**
 * Why a request is no matter of course among others: the viewer may decide it only since a rule of segregation is switched
 * off, its content changed within the tolerance, it is beyond a standing approval, or the rules could not judge it.
 */
export function batchWarnings(
  ui: Ui,
  { requestId, total, explanation }: InboxItem,
  notes: ReadonlyMap<string, RequestNote>,
): BatchWarnings {
  const { liftedRules = [], kept = null } = notes.get(requestId) ?? {};
  const why = whyOf(explanation);
  const { approvalTerms, standing } = ui.texts;
  const amount = (decimal: string) => moneyText(decimal, total.currency, ui.locale);
  const texts = [
    ...liftedRules.map((rule) => `${approvalTerms.wouldLift} ${approvalTerms.rules[rule].name}`),
    ...(kept === null
      ? []
      : [standing.kept(amount(kept.approvedTotal), amount(kept.total), amount(kept.allowed))]),
    ...(why !== undefined && why.standing.length > 0 ? [standing.beyond] : []),
  ];
  return { texts, isWarned: texts.length > 0 || (why?.doubt ?? null) !== null };
}
