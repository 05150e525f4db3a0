import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { StandingGap } from '../../core/approvals/standing/check-standing.ts';
import type { StandingView } from '../../flow/approve/standing/list-standing.ts';

const states: Record<StandingView['state'], string> = {
  coming: 'Not begun',
  in_force: 'In force',
  expired: 'Past',
  revoked: 'Taken back',
  replaced: 'Replaced',
  contract_changed: 'Contract changed',
};

const gaps: Record<StandingGap, string> = {
  revoked: 'it was taken back',
  replaced: 'another took its place',
  contract_changed: 'the contract changed since it was given',
  not_begun: 'its first day has not come',
  expired: 'its last day is past',
  amount: 'the total is above its limit',
  count: 'it approved as many invoices as it may',
  kind: 'it is for invoices, and this is another kind of document',
  buyer: 'the buyer, or whom the invoice is sent to, is not what was approved',
  currency: 'the currency is not what was approved',
  terms: 'the payment terms are not what was approved',
  account: 'the bank account to pay into is not what was approved',
  warnings: 'the check of the invoice warns of something',
  giver_barred: 'its giver has a hand in this invoice, its contract or the rules',
  giver_not_asked: 'its giver is not among those whom this step asks',
  other_contracts: 'it is for one contract on the invoice, and this step asks several people for all of it',
};

/** Texts of standing approvals, on the pages of a contract and of an invoice. */
export const standingEn = {
  title: 'Standing approval',
  lead: 'Approves the invoices of this contract beforehand, within limits: same buyer, currency, terms and bank account. What lies beyond them waits for people and says why. A change of the contract ends it.',
  together:
    'This contract is billed together with others. A collective invoice is approved beforehand only where each contract on it has a standing approval that covers its part.',
  none: 'Nobody approved its invoices beforehand. Each asks whom the rules name.',
  columns: { giver: 'Given by', limits: 'Limits', days: 'Days', approved: 'Approved', state: 'State' },
  states,
  gaps,
  upTo: (amount: string) => `Up to ${amount} an invoice`,
  upToOfPart: (amount: string) => `Up to ${amount} of an invoice`,
  collective: 'collective invoice',
  atMost: (count: string) => (count === '1' ? 'One invoice' : `${count} invoices at most`),
  days: (from: string, to: string) => `${from} to ${to}`,
  nothingYet: 'Nothing yet',
  endedBy: (name: string, reason: string) => (reason === '' ? `By ${name}` : `By ${name}: ${reason}`),
  revoke: 'Take back',
  revokeTitle: (name: string) => `Take the standing approval of ${name} back?`,
  revokeText: 'It ends at once. What it approved stays approved.',
  formTitle: 'Give a standing approval',
  formLead:
    'You approve each invoice within these limits without looking at it. It stands in only where you could decide yourself, and takes the place of one that you gave before.',
  needs: 'Giving one needs the permission to approve.',
  onlySeries: 'A project or a single order has no series: its invoices are approved as they come.',
  amountMax: 'Largest amount of one invoice',
  amountMaxHelp: (currency: string) => `With tax, in ${currency}. A larger invoice waits for people.`,
  partMax: 'Largest part of one invoice',
  partMaxHelp: (currency: string) =>
    `What one collective invoice bills of this contract, with tax rounded up, in ${currency}. A larger part waits for people.`,
  invoicesMax: 'How many invoices',
  invoicesMaxHelp: 'As many as fall due when left empty.',
  startsOn: 'First day',
  endsOn: 'Last day',
  reason: 'Reason',
  reasonHelp: 'Shown beside every invoice that it approves.',
  submit: 'Approve beforehand',
  done: { given: 'The standing approval is given.', revoked: 'The standing approval is taken back.' },
  under: (name: string, day: string) => `Under the standing approval of ${name} of ${day}`,
  whyNot: 'Why no standing approval covers it',
  uncovered: (name: string, causes: string) => `The one of ${name}: ${causes}.`,
  noneGiven: 'Nobody gave one.',
  ofContract: (contract: string, sentence: string) => `${contract}: ${sentence}`,
  and: '; ',
  beyond: 'Somebody approved beforehand what this bills, and it is not covered: the reason stands above.',
  keptTitle: 'Kept within the tolerance',
  kept: (approved: string, total: string, allowed: string) =>
    `People approved ${approved}; it is ${total} now, and a change of up to ${allowed} keeps their approval.`,
};

const rules: Record<SegregationRule, { name: string; help: string }> = {
  creator: {
    name: 'Who made an invoice does not approve it',
    help: 'Nor who asked for its approval, nor who wrote or owns a contract that they would approve beforehand.',
  },
  last_editor: {
    name: 'Who edited an invoice last does not approve it',
    help: 'What is approved is what another person wrote.',
  },
  rule_editor: {
    name: 'Who wrote approval rules does not approve what they route',
    help: 'Or they would choose what comes to them, and approve it too.',
  },
  write_off: {
    name: 'A write-off takes three people',
    help: 'One asks, another approves, a third books.',
  },
  own_rules: {
    name: 'Nobody reviews or publishes their own approval rules',
    help: 'The database refuses it as well.',
  },
  own_mapping: {
    name: 'Nobody reviews or publishes their own mapping',
    help: 'A mapping decides what is billed.',
  },
};

/** Texts of the page of approval terms: tolerances, and rules of segregation. */
export const approvalTermsEn = {
  title: 'Approval terms',
  lead: 'By how much an approved invoice may change, and who must be another person than whom.',
  back: 'Set-up',
  toleranceTitle: 'Tolerance',
  toleranceLead:
    'A change of amounts within it keeps what people approved, with an entry for the new content in the history. It is measured against what people approved last, so that small changes do not add up. A change of buyer, currency, bank account, terms or tax category always asks again, as does one by an approver or by whoever set the tolerance.',
  percent: 'Share of the total, in percent',
  percentHelp: 'At most 10, such as 0.5. The smaller of the two holds; 0 in both is no tolerance.',
  amount: (currency: string) => `Amount in ${currency}`,
  amountHelp: 'Invoices in another currency have no tolerance.',
  reason: 'Reason',
  reasonHelp: 'Kept in the audit trail.',
  setBy: (name: string, reason: string) => `Set by ${name}: ${reason}`,
  noTolerance: 'None: every change asks again.',
  save: 'Save',
  rulesTitle: 'Segregation of duties',
  rulesLead:
    'Every rule holds unless it is switched off, with a reason. Organizations of one or two people need that. Each decision that is taken without a rule says so.',
  rules,
  on: 'Holds',
  off: 'Switched off',
  offBy: (name: string, reason: string) => `By ${name}: ${reason}`,
  switchOff: 'Switch off',
  switchOffTitle: (name: string) => `Switch off “${name}”?`,
  switchOffText:
    'From now on one person can do both. It is audited, and stands beside every decision that is taken without the rule.',
  switchOn: 'Switch on',
  switchOnTitle: (name: string) => `Let “${name}” hold again?`,
  switchOnText: 'It counts from the next decision on.',
  warning: 'Rules of segregation are switched off:',
  lifted: 'Decided without a rule of segregation, which is switched off:',
  wouldLift: 'You may decide this only because a rule of segregation is switched off:',
  done: {
    tolerance: 'The tolerance is saved.',
    off: 'The rule is switched off.',
    on: 'The rule holds again.',
  },
};
