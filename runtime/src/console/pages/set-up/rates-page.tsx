/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { RateFeedView } from '../../../flow/fx/rate-feed.ts';
import type { RateView } from '../../../flow/read/list-rates.ts';
import { rateText } from '../../format/rate-text.ts';
import { Banner } from '../../parts/banner.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { RatesForm } from './rates-form.tsx';

type RatesProps = {
  ui: Ui;
  rates: readonly RateView[];
  feed: RateFeedView;
  values: FormValues;
  message?: string | undefined;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The exchange rates: where they come from, the form that enters some, and the latest ones. */
export function RatesPage({ ui, rates, feed, values, message, error, fields }: RatesProps) {
  const { rates: texts, setUp } = ui.texts;
  return (
    <Layout ui={ui} title={texts.title} current="setUp">
      <div class="stack">
        <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/set-up', label: setUp.title }} />
        {message === undefined ? null : (
          <Banner kind="done">
            <p>{message}</p>
          </Banner>
        )}
        <FormErrors ui={ui} error={error} fields={fields} labels={texts} />
        <Feed ui={ui} feed={feed} />
        <RatesForm ui={ui} values={values} fields={fields} />
        {rates.length === 0 ? (
          <Empty title={texts.none} text={texts.noneText} />
        ) : (
          <RateTable ui={ui} rates={rates} />
        )}
      </div>
    </Layout>
  );
}

function Feed({ ui, feed: { isOn, fetchedFor } }: { ui: Ui; feed: RateFeedView }) {
  const { rates: texts } = ui.texts;
  return (
    <section class="block" aria-labelledby="title-feed">
      <h2 id="title-feed">{texts.feedTitle}</h2>
      <p>{isOn ? texts.feedOn : texts.feedOff}</p>
      {fetchedFor === null ? null : <p class="meta">{texts.feedLast(fetchedFor)}</p>}
      <form method="post" action="/set-up/rates/feed">
        <input type="hidden" name="isOn" value={isOn ? 'off' : 'on'} />
        <button class="button" type="submit">
          {isOn ? texts.turnOff : texts.turnOn}
        </button>
      </form>
    </section>
  );
}

function RateTable({ ui, rates }: { ui: Ui; rates: readonly RateView[] }) {
  const { rates: texts } = ui.texts;
  const { columns } = texts;
  return (
    <section class="block" aria-labelledby="title-rates">
      <h2 id="title-rates">{texts.listTitle}</h2>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.date}</th>
            <th scope="col" class="number">
              {columns.rate}
            </th>
            <th scope="col">{columns.source}</th>
            <th scope="col">{columns.by}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map(({ date, base, quote, rate, source, enteredBy }) => (
            <tr>
              <td data-label={columns.date}>{date}</td>
              <td class="number" data-label={columns.rate}>
                {rateText(base, rate, quote)}
              </td>
              <td data-label={columns.source}>{source}</td>
              <td data-label={columns.by}>{enteredBy.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
