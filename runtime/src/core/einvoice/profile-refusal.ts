/** What of a document breaks a rule of its profile: the place, the rule's id, and a sentence. */
export type ProfileRefusal = { pointer: string; rule: string; detail: string };

/** A refusal of the rule's own id, as the published rules of the profile name it. */
export const refuse = (rule: string, pointer: string, detail: string): ProfileRefusal => ({
  pointer,
  rule,
  detail,
});
