import type { CardStep } from '../../../core/invoice/card.ts';
import { CARD_COLORS } from './card-colors.ts';
import { type CardElement, CHECK_PATH, h, icon } from './h.ts';

const DOT_PX = 22;

type StepTexts = Record<CardStep['name'], string>;

/** The line Created → Approved → Sent → Paid; what was reached is filled and checked. */
export function cardSteps(
  steps: readonly CardStep[],
  texts: StepTexts,
  formatDate: (at: string) => string,
): CardElement {
  return h(
    { width: '100%' },
    ...steps.map((step, index) => stepColumn(step, steps, index, texts, formatDate)),
  );
}

function stepColumn(
  step: CardStep,
  steps: readonly CardStep[],
  index: number,
  texts: StepTexts,
  formatDate: (at: string) => string,
): CardElement {
  const isReached = step.at !== null;
  const next = steps[index + 1];
  return h(
    { flexDirection: 'column', alignItems: 'center', flex: 1 },
    h(
      { width: '100%', alignItems: 'center' },
      bar(index === 0 ? undefined : isReached),
      dot(isReached),
      bar(next === undefined ? undefined : next.at !== null),
    ),
    h(
      {
        marginTop: 9,
        fontSize: 13,
        fontWeight: isReached ? 700 : 400,
        color: isReached ? CARD_COLORS.ink : CARD_COLORS.faint,
      },
      texts[step.name],
    ),
    h(
      { marginTop: 2, height: 16, fontSize: 11, color: CARD_COLORS.faint },
      step.at === null ? '' : formatDate(step.at),
    ),
  );
}

function bar(isReached: boolean | undefined): CardElement {
  const background =
    isReached === undefined ? 'transparent' : isReached ? CARD_COLORS.reached : CARD_COLORS.border;
  return h({ flex: 1, height: 2, background });
}

function dot(isReached: boolean): CardElement {
  const center = { alignItems: 'center', justifyContent: 'center' };
  const round = (sizePx: number) => ({ width: sizePx, height: sizePx, borderRadius: sizePx / 2, ...center });
  return isReached
    ? h({ ...round(DOT_PX), background: CARD_COLORS.reached }, icon(CHECK_PATH, CARD_COLORS.paper, 13))
    : h(
        { ...round(DOT_PX), background: CARD_COLORS.idle },
        h({ ...round(DOT_PX - 4), background: CARD_COLORS.paper }),
      );
}
