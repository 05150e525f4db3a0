/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { TextError } from '../../read/rules/condition-draft.ts';

/** Where the marks of a place of the builder stand; fields name it with `aria-describedby`. */
export const wrongId = (place: string): string => `wrong-${place.replace('.', '-')}`;

type WrongProps = { place: string; reason: string | undefined };

/** What is wrong with a field, beneath it; empty while nothing is. */
export function WrongPart({ place, reason }: WrongProps) {
  return (
    <div class="rule-wrong" id={wrongId(place)} aria-live="polite">
      <WrongReason reason={reason} />
    </div>
  );
}

/** The reason itself, in the language of the check. */
export function WrongReason({ reason }: { reason: string | undefined }) {
  return reason === undefined ? null : (
    <p class="field-error" lang="en">
      {reason}
    </p>
  );
}

/** What is wrong with an expression, with the exact part of it marked. */
export function WrongText({ text, error }: { text: string; error: TextError | undefined }) {
  if (error === undefined) return null;
  return (
    <>
      {error.span === undefined ? null : <MarkedText text={text} span={error.span} />}
      <WrongReason reason={error.reason} />
    </>
  );
}

type Span = { start: number; end: number };

/** An end that lies beyond the text, such as of something that is missing, is marked as a blank. */
function MarkedText({ text, span: { start, end } }: { text: string; span: Span }) {
  const marked = text.slice(start, end);
  return (
    <pre class="code rule-code">
      {text.slice(0, start)}
      <mark>{marked === '' ? ' ' : marked}</mark>
      {text.slice(end)}
    </pre>
  );
}
