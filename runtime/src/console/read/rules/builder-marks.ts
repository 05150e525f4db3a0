import type { RulesDraft } from './rules-draft.ts';

type Problem = { pointer: string; detail: string };

/** What is wrong with a field of the builder. */
export type Marks = ReadonlyMap<string, string>;

/** Members of a rule that a field is for; where none is, the steps or the expression show it. */
const RULE_FIELDS: Readonly<Record<string, string>> = {
  '/id': 'id',
  '/reason/en': 'en',
  '/reason/ja': 'ja',
  '/kinds': 'kinds',
  '/command': 'command',
  '/steps': 'steps',
};

/** Every place of the builder that can be marked, beside the conditions: those know their own. */
export function placesOf({ rules, defaultSteps }: RulesDraft): string[] {
  return [
    ...rules.flatMap(({ key, steps }) => [
      ...Object.values(RULE_FIELDS).map((name) => `${key}.${name}`),
      ...steps.map((step) => `${key}.${step.key}`),
    ]),
    ...defaultSteps.map((step) => `d.${step.key}`),
    'ceiling',
    'currency',
  ];
}

/** Problems by the place of the field that they are in; of several in one the first. */
export function marksOf(draft: RulesDraft, problems: readonly Problem[]): Marks {
  const marks = new Map<string, string>();
  for (const { pointer, detail } of problems) {
    const place = placeOf(pointer, draft);
    if (place !== undefined && !marks.has(place)) marks.set(place, detail);
  }
  return marks;
}

function placeOf(pointer: string, { rules, defaultSteps }: RulesDraft): string | undefined {
  if (pointer === '/currency') return 'currency';
  if (pointer.startsWith('/defaultRow/autoApproveUpTo')) return 'ceiling';
  const ofDefault = /^\/defaultRow\/steps\/(\d+)/.exec(pointer);
  if (ofDefault !== null) return stepPlace('d', defaultSteps[Number(ofDefault[1])]);
  const [, at = '', member = ''] = /^\/rules\/(\d+)(\/.*)$/.exec(pointer) ?? [];
  const rule = rules[Number(at)];
  if (at === '' || rule === undefined) return undefined;
  const ofStep = /^\/steps\/(\d+)/.exec(member);
  if (ofStep !== null) return stepPlace(rule.key, rule.steps[Number(ofStep[1])]);
  const name = Object.entries(RULE_FIELDS).find(([path]) => member === path || member.startsWith(`${path}/`));
  return name === undefined ? undefined : `${rule.key}.${name[1]}`;
}

const stepPlace = (owner: string, step: { key: string } | undefined): string | undefined =>
  step === undefined ? undefined : `${owner}.${step.key}`;
