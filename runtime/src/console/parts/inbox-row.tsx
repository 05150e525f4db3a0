/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { formatMoneyWithSymbol } from '../../core/money/format-money-with-symbol.ts';
import type { InboxItem } from '../../flow/read/list-inbox.ts';
import { ageText } from '../format/age-text.ts';
import { instantText } from '../format/instant-text.ts';
import { whyOf } from '../read/why-of.ts';
import type { Ui } from '../ui.ts';
import { askNames } from './approval-steps.tsx';
import { Banner } from './banner.tsx';
import { HeldDetails, heldName } from './held-command.tsx';
import { InboxLines } from './inbox-lines.tsx';
import { uncoveredTexts } from './why-routed.tsx';

/** Deadlines are between people of one organization, who share no legal entity, so no zone of one. */
const ZONE = 'UTC';

type RowProps = {
  ui: Ui;
  item: InboxItem;
  /** Whether it can be chosen for a decision. */
  isChoosable?: boolean;
  /** Whether its lines are shown without being asked for. */
  isOpen?: boolean;
  /** What is to be looked at twice, beside a doubt of the rules. */
  warnings?: readonly string[];
};

/** A request: buyer, amount, why it came here, how long it waits, until when, and in whose place; its lines on demand. */
export function InboxRow({ ui, item, isChoosable = false, isOpen = false, warnings = [] }: RowProps) {
  const texts = ui.texts.inbox;
  const chooses = `choose-${item.requestId}`;
  const why = whyOf(item.explanation);
  const matched = why?.matched.map(({ reason }) => reason[ui.locale]) ?? [];
  const doubt = why?.doubt?.[ui.locale];
  const routed =
    matched.length === 0 && why !== undefined && doubt === undefined ? [why.why[ui.locale]] : matched;
  const noted = [...(doubt === undefined ? [] : [ui.texts.approval.doubt(doubt)]), ...warnings];
  return (
    <li class={item.isMine ? 'ask ask-mine' : 'ask'} data-row="">
      <div class="ask-head">
        {isChoosable && item.isMine ? (
          <input
            class="ask-choice"
            id={chooses}
            type="checkbox"
            name="request"
            value={item.requestId}
            aria-label={texts.choose(item.buyerName)}
          />
        ) : null}
        <h2 class="ask-title">
          <a href={`/invoices/${item.invoiceId}`} data-item="">
            {item.buyerName}
          </a>
        </h2>
        <p class="ask-amount">{formatMoneyWithSymbol(item.total, ui.locale)}</p>
      </div>
      {item.command === null ? null : (
        <div class="ask-command">
          <p>
            <span class="chip tone-amber">{heldName(ui, item.command, item.total.currency)}</span>
          </p>
          <HeldDetails ui={ui} command={item.command} />
        </div>
      )}
      <ul class="ask-why">
        {[...routed, ...uncoveredTexts(ui, why?.standing ?? [])].map((reason) => (
          <li>{reason}</li>
        ))}
      </ul>
      {noted.length === 0 ? null : (
        <Banner kind="warning">
          <ul class="plain">
            {noted.map((text) => (
              <li>{text}</li>
            ))}
          </ul>
        </Banner>
      )}
      <p class="meta">
        <Due ui={ui} item={item} />
        <time datetime={item.requestedAt.toISOString()}>
          {texts.waiting(ageText(item.requestedAt, ui.now, ui.texts.age))}
        </time>
        <span>{texts.askedBy(item.requestedBy.name)}</span>
        <span>{texts.steps(item.steps.map((step) => askNames(ui, step)).join(' → '))}</span>
        {item.actingFor === null ? null : <span class="chip">{texts.inPlaceOf(item.actingFor)}</span>}
      </p>
      <InboxLines ui={ui} item={item} isOpen={isOpen} />
    </li>
  );
}

function Due({ ui, item: { dueAt, isOverdue } }: { ui: Ui; item: InboxItem }) {
  const texts = ui.texts.inbox;
  if (dueAt === null) return null;
  const time = `${instantText(dueAt, ZONE, ui.locale)} ${ZONE}`;
  return (
    <time class={isOverdue ? 'chip tone-red' : 'chip'} datetime={dueAt.toISOString()}>
      {isOverdue ? texts.overdueSince(time) : texts.dueBy(time)}
    </time>
  );
}
