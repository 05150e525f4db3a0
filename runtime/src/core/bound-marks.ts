/** No writing stacks more on one letter; a longer stack paints over the lines above and below, amounts among them. */
const STACKS = /(\p{M}{6})\p{M}+/gu;

/** A text whose letters carry six combining marks at most; the others are left out. */
export const boundMarks = (text: string): string => text.replaceAll(STACKS, '$1');
