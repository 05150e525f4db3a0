/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { authorise } from '../../../flow/context.ts';
import { enterRates } from '../../../flow/fx/enter-rates.ts';
import { getRateFeed, setRateFeed } from '../../../flow/fx/rate-feed.ts';
import { listRates } from '../../../flow/read/list-rates.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { RatesPage } from '../../pages/set-up/rates-page.tsx';
import { readRatesForm } from '../../read/rates-form.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const RATES_SHOWN = 100;
const DONE = ['turnedOn', 'turnedOff'] as const;

type Shown = { values: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the exchange rates, the feed and the form that enters some. */
export async function showRates(
  c: ConsoleContext,
  parts: Console,
  { values, error, fields = {} }: Shown = { values: {} },
): Promise<Response> {
  const ctx = viewerOf(c);
  authorise(ctx, 'admin');
  const ui = uiOf(c, parts, '/set-up/rates');
  const done = DONE.find((name) => name === c.req.query('done'));
  const entered = /^[0-9]{1,6}$/.exec(c.req.query('entered') ?? '')?.[0];
  const isWrong = Object.keys(fields).length > 0;
  return answerPage(
    c,
    <RatesPage
      ui={ui}
      rates={await listRates({ ctx, input: { limit: RATES_SHOWN } })}
      feed={await getRateFeed({ ctx })}
      values={values}
      message={entered === undefined ? done && ui.texts.rates[done] : ui.texts.rates.entered(entered)}
      error={isWrong ? undefined : error}
      fields={fields}
    />,
    error === undefined ? (isWrong ? 422 : 200) : statusOf(error),
  );
}

/** Enters rates from the form and its file: all of them or none. */
export async function saveRates(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const form = await readRatesForm(c);
  const { values } = form;
  const ui = uiOf(c, parts);
  const texts = ui.texts.rates;
  if (!form.ok) {
    const { wrongRow } = form;
    const rows = wrongRow === 0 ? texts.nothing : texts.wrongRow(String(wrongRow));
    return showRates(c, parts, { values, fields: { rows } });
  }
  try {
    const { changed } = await enterRates({ ctx, input: form });
    return c.redirect(`/set-up/rates?entered=${changed}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error;
    const [first] = error.errors;
    const rows = first === undefined ? undefined : refusalText(first, ui.texts, ui.locale);
    return showRates(c, parts, { values, error, ...(rows === undefined ? {} : { fields: { rows } }) });
  }
}

/** Turns the reference rates on or off. */
export async function switchFeed(c: ConsoleContext): Promise<Response> {
  const { values } = await readForm(c);
  const isOn = values['isOn'] === 'on';
  await setRateFeed({ ctx: viewerOf(c), input: { isOn } });
  return c.redirect(`/set-up/rates?done=${isOn ? 'turnedOn' : 'turnedOff'}`, 303);
}
