/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { addMonths, compareDates } from '../../../core/civil-date.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { shortMoneyText, shortMonthText } from '../../format/short-money-text.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import type { ContractPageData, YearSpan } from '../../read/load-contract-page.ts';
import type { Ui } from '../../ui.ts';
import { YEAR_SIZE, type YearBar, yearBars, yearX } from './year-bars.ts';

type YearProps = { ui: Ui; data: ContractPageData };

/** The year of a contract as a picture: invoices made, by the colour of their status, and those to come. */
export function ContractYear({ ui, data }: YearProps) {
  const { year: texts } = ui.texts.contracts;
  const bars = yearBars(data);
  const coming = bars.filter(({ made }) => made === null);
  const about = texts.about(String(bars.length - coming.length), String(coming.length));
  return (
    <section class="block" aria-labelledby="title-year">
      <div class="block-head">
        <h2 id="title-year">{texts.title}</h2>
        {coming.length === 0 ? null : (
          <span class="year-key">
            <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
              <rect class="year-coming" x="1" y="1" width="10" height="10" rx="2" />
            </svg>
            {texts.coming}
          </span>
        )}
      </div>
      <p class="muted">{bars.length === 0 ? texts.none : about}</p>
      {data.coming.ok ? null : (
        <div class="advice">
          <p>{texts.problem}</p>
          <ErrorNote ui={ui} code={data.coming.error.code} detail={data.coming.error.detail} />
        </div>
      )}
      {bars.length === 0 ? null : (
        // What scrolls sideways must be reached by the keyboard.
        <section class="year" aria-label={about} tabindex={0}>
          <svg viewBox={`0 0 ${YEAR_SIZE.width} ${YEAR_SIZE.height}`}>
            <title>{texts.title}</title>
            <Months ui={ui} year={data.year} />
            <Marks ui={ui} data={data} />
            {bars.map((bar) => (
              <Bar ui={ui} bar={bar} currency={data.contract.currency} />
            ))}
          </svg>
        </section>
      )}
    </section>
  );
}

const { ground, height, side, width } = YEAR_SIZE;

function Months({ ui, year }: { ui: Ui; year: YearSpan }) {
  const months = Array.from({ length: 12 }, (_, index) => addMonths(year.from, index));
  return (
    <g>
      <line class="year-ground" x1={side} x2={width - side} y1={ground} y2={ground} />
      {months.map((month, index) => (
        <>
          <line
            class="year-ground"
            x1={yearX(year, month)}
            x2={yearX(year, month)}
            y1={ground}
            y2={ground + 5}
          />
          <text class="year-month" x={yearX(year, month) + 4} y={ground + 17}>
            {shortMonthText(month, ui.locale)}
          </text>
          {index === 0 || month.slice(5, 7) === '01' ? (
            <text class="year-month year-number" x={yearX(year, month) + 4} y={ground + 31}>
              {month.slice(0, 4)}
            </text>
          ) : null}
        </>
      ))}
    </g>
  );
}

/** Today, and the days on which what is agreed changes. */
function Marks({ ui, data: { contract, year } }: YearProps) {
  const { year: texts } = ui.texts.contracts;
  const isShown = (day: string) => compareDates(day, year.from) >= 0 && compareDates(day, year.to) <= 0;
  const changes = contract.contract.revisions
    .map(({ effectiveOn }) => effectiveOn)
    .filter((day) => compareDates(day, contract.startsOn) > 0 && isShown(day));
  const today = yearX(year, contract.today);
  return (
    <>
      {isShown(contract.today) ? (
        <g>
          <line class="year-today" x1={today} x2={today} y1="16" y2={ground + 36} />
          <text class="year-today-text" x={today + 5} y={height - 6}>
            {texts.today}
          </text>
        </g>
      ) : null}
      {changes.map((day) => (
        <g>
          <title>{texts.revision(dateText(day, ui.locale))}</title>
          <line class="year-change" x1={yearX(year, day)} x2={yearX(year, day)} y1="12" y2={ground} />
          <path class="year-change-mark" d={`M${yearX(year, day)} 3l5 5-5 5-5-5z`} />
          <text class="year-month" x={yearX(year, day) + 9} y="12">
            {texts.change}
          </text>
        </g>
      ))}
    </>
  );
}

function Bar({ ui, bar, currency }: { ui: Ui; bar: YearBar; currency: string }) {
  const { year, draft } = ui.texts.contracts;
  const { day, total, made } = bar;
  const name = made === null ? year.coming : (made.number ?? draft);
  const words = `${name}, ${dateText(day, ui.locale)}, ${moneyText(total, currency, ui.locale)}`;
  const top = ground - bar.height;
  const drawing = (
    <>
      <title>{words}</title>
      <rect
        class={made === null ? 'year-coming' : `year-bar tone-${made.tone}`}
        x={bar.x}
        y={top}
        width={YEAR_SIZE.bar}
        height={bar.height}
        rx="3"
      />
      {bar.hasLabel ? (
        <text class="year-amount" x={bar.x + YEAR_SIZE.bar / 2} y={top - 6}>
          {shortMoneyText(total, currency, ui.locale)}
        </text>
      ) : null}
    </>
  );
  if (made === null) return <g>{drawing}</g>;
  return (
    <a href={`/invoices/${made.id}`} aria-label={words}>
      {drawing}
    </a>
  );
}
