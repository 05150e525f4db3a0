import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import type { InvoiceSettlement } from '../../flow/read/read-settlement.ts';
import type { Ui } from '../ui.ts';

/** What a person can do with the money of an invoice from its page. */
export const MONEY_ACTIONS = [
  'pay',
  'credit',
  'refund',
  'unapply',
  'askWriteOff',
  'approveWriteOff',
  'rejectWriteOff',
  'bookWriteOff',
  'openDispute',
  'closeDispute',
  'collect',
  'remind',
] as const;

/** One of them. */
export type MoneyAction = (typeof MONEY_ACTIONS)[number];

const isAbove0 = (amount: string): boolean => /[1-9]/.test(amount) && !amount.startsWith('-');

/** What to offer to the viewer. The verb decides again. */
export function moneyActions(
  viewer: Ui['viewer'],
  { document, standing, openRequest }: InvoiceView,
  settlement: InvoiceSettlement,
): ReadonlySet<MoneyAction> {
  const may = (permission: Parameters<NonNullable<Ui['viewer']>['permissions']['has']>[0]): boolean =>
    viewer?.permissions.has(permission) === true;
  const isOpen = document.status === 'issued' && document.type !== 'credit_note';
  const isOwed = isOpen && isAbove0(standing.balance);
  const [writeOff] = settlement.writeOffs;
  const isUnderWay = writeOff?.state === 'requested' || writeOff?.state === 'approved';
  // Its approval request is decided on the page of the invoice.
  const isHeld = openRequest?.command?.name === 'write_off';
  const isDisputed = settlement.disputes.some(({ state }) => state === 'open');
  const possible: [MoneyAction, boolean][] = [
    ['pay', isOpen && may('record_payment') && (isOwed || isAbove0(standing.loss))],
    ['credit', isOwed && may('record_payment') && isAbove0(settlement.account.total)],
    ['refund', isOpen && may('record_payment') && isAbove0(standing.cash)],
    ['unapply', isOpen && may('record_payment')],
    ['askWriteOff', isOwed && may('write_off') && !isUnderWay],
    ['approveWriteOff', writeOff?.state === 'requested' && !isHeld && may('approve')],
    ['rejectWriteOff', isUnderWay && !isHeld && may('approve')],
    ['bookWriteOff', writeOff?.state === 'approved' && may('write_off')],
    ['openDispute', isOpen && may('dispute') && !isDisputed],
    ['closeDispute', isDisputed && may('dispute')],
    ['collect', isOwed && may('collections')],
    ['remind', isOwed && may('collections')],
  ];
  return new Set(possible.flatMap(([action, isPossible]) => (isPossible ? [action] : [])));
}
