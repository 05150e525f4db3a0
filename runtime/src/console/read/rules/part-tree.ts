import {
  type ConditionDraft,
  type GroupDraft,
  nextKey,
  type PartDraft,
  type RowDraft,
} from './rules-draft.ts';

/** Whether a part holds others. */
export const isGroup = (part: PartDraft): part is GroupDraft => 'parts' in part;

/** Every row of a condition, also those in groups, in the order of the page. */
export const rowsOf = ({ parts }: ConditionDraft): RowDraft[] =>
  parts.flatMap((part) => (isGroup(part) ? rowsOf(part) : [part]));

const groupsOf = ({ parts }: ConditionDraft): GroupDraft[] =>
  parts.filter(isGroup).flatMap((group) => [group, ...groupsOf(group)]);

/** How a group joins its parts; the condition itself where no group has the key. */
export const matchOf = (condition: ConditionDraft, key: string): ConditionDraft['match'] =>
  groupsOf(condition).find((group) => group.key === key)?.match ?? condition.match;

/** A key that no part of a condition has. */
export const nextPartKey = (letter: 'c' | 'g', condition: ConditionDraft): string =>
  nextKey(letter, letter === 'c' ? rowsOf(condition) : groupsOf(condition));

/** A condition with a part more at the end of the group of that key; at its own end where the key is empty. */
export function addPart<Condition extends ConditionDraft>(
  condition: Condition,
  key: string,
  part: PartDraft,
): Condition {
  if (key === '') return { ...condition, parts: [...condition.parts, part] };
  const parts = condition.parts.map((one) =>
    isGroup(one) ? addPart(one, one.key === key ? '' : key, part) : one,
  );
  return { ...condition, parts };
}

/** A condition without the part of that key and what is in it. */
export function removePart<Condition extends ConditionDraft>(condition: Condition, key: string): Condition {
  const parts = condition.parts
    .filter((part) => part.key !== key)
    .map((part) => (isGroup(part) ? removePart(part, key) : part));
  return { ...condition, parts };
}
