/** What is probably a slip in rules; facts stand here by their labels, and their values as the form writes them. */
export const ruleWarningsEn = {
  neverApplies: (rule: string) => `Rule ${rule} can never apply: what it asks for contradicts itself.`,
  overlap: (rules: string, fact: string, extent: string) =>
    `Rules ${rules} both apply where “${fact}” is ${extent}.`,
  gap: (rules: string, fact: string, extent: string) =>
    `None of the rules ${rules} applies where “${fact}” is ${extent}.`,
  mayBeAbsent: (rule: string, fact: string) =>
    `Rule ${rule} asks for “${fact}”, which some invoices do not have: a person decides those, whatever the rule says.`,
  leavesUnknown: (rule: string, fact: string, unknown: string) =>
    `Rule ${rule} leaves alone what has no “${fact}”, and no rule takes those: a rule for “${unknown}” asks somebody for them.`,
  mayDivideByZero: (rule: string) =>
    `Rule ${rule} divides by what may be zero: then a person decides, whatever the rule says.`,
  both: (one: string, other: string) => `${one} and ${other}`,
  atLeast: (low: string) => `${low} or more`,
  atMost: (high: string) => `${high} or less`,
  between: (low: string, high: string) => `${low} to ${high}`,
};
