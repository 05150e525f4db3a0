import { compareDates } from '../../civil-date.ts';
import type { Period } from '../../invoice/document.ts';
import { errorFinding, type Finding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Nothing is due before it is issued (R-VAL-3), and no period ends before it begins (BR-29, BR-30). */
export const datesOrdered: ValidationRule = ({ issueDate, dueDate, instalments = [], period, lines }) => [
  ...checkDue('/dueDate', dueDate, issueDate),
  ...instalments.flatMap((part, index) => checkDue(`/instalments/${index}/dueDate`, part.dueDate, issueDate)),
  ...checkPeriod('/period', period),
  ...lines.flatMap((line, index) => checkPeriod(`/lines/${index}/period`, line.period)),
];

function checkDue(pointer: string, dueDate: string | null, issueDate: string | null): Finding[] {
  if (dueDate === null || issueDate === null || compareDates(dueDate, issueDate) >= 0) return [];
  return [
    errorFinding(
      'due_date.before_issue',
      pointer,
      `${dueDate} lies before the issue date ${issueDate}.`,
      `支払期日 ${dueDate} が発行日 ${issueDate} より前です。`,
    ),
  ];
}

function checkPeriod(at: string, period: Period | undefined): Finding[] {
  if (period === undefined || compareDates(period.from, period.to) <= 0) return [];
  return [
    errorFinding(
      'period.reversed',
      `${at}/to`,
      `The period ends on ${period.to}, before it begins on ${period.from}.`,
      `対象期間の終了日 ${period.to} が開始日 ${period.from} より前です。`,
    ),
  ];
}
