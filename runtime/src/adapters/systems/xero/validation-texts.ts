/** As many reasons, and as much of each, as a person reads. */
const TEXTS_MAX = 5;
const TEXT_CHARS_MAX = 300;

/** Xero's reasons in order, once each, cut to what is worth showing; empty when it gave none. */
export function validationTexts(messages: readonly { Message: string }[]): string[] {
  const texts = messages.map(({ Message }) =>
    Message.replaceAll(/\s+/g, ' ').trim().slice(0, TEXT_CHARS_MAX),
  );
  return [...new Set(texts.filter((text) => text !== ''))].slice(0, TEXTS_MAX);
}
