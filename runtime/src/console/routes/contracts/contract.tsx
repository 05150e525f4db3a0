/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { AppError } from '../../../core/app-error.ts';
import { releaseContract } from '../../../flow/contracts/release-contract.ts';
import { runContract } from '../../../flow/contracts/run-contract.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import {
  type ContractDeed,
  type ContractOutcome,
  ContractPage,
} from '../../pages/contracts/contract-page.tsx';
import type { StandingForm } from '../../pages/contracts/standing-give-form.tsx';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { loadContractPage } from '../../read/load-contract-page.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { outcome?: ContractOutcome; standing?: StandingForm; status?: ContentfulStatusCode };

const EMPTY_FORM: StandingForm = { values: {}, fields: {} };
const DEEDS: readonly ContractDeed[] = ['released', 'ran', 'given', 'revoked'];

/** Answers with one contract as it is now; throws `record.not_found`. */
export async function showContract(
  c: ConsoleContext,
  parts: Console,
  contractId: string,
  { outcome = outcomeOf(c.req.query('done')), standing = EMPTY_FORM, status = 200 }: Shown = {},
): Promise<Response> {
  const data = await loadContractPage(viewerOf(c), contractId);
  const ui = uiOf(c, parts, `/contracts/${contractId}`);
  const page = <ContractPage ui={ui} data={data} outcome={outcome} standing={standing} />;
  return answerPage(c, page, status);
}

/** What the redirect after an action carries, so that loading the page again does nothing. */
function outcomeOf(done: string | undefined): ContractOutcome {
  const what = DEEDS.find((deed) => deed === done);
  return what === undefined ? { state: 'none' } : { state: 'done', what };
}

/** Releases a parked contract for the findings that the page showed. */
export async function release(c: ConsoleContext, parts: Console, contractId: string): Promise<Response> {
  const { values } = await readForm(c);
  const reason = (values['reason'] ?? '').trim();
  const parkedHash = values['hash'] ?? '';
  return act(c, parts, { contractId, what: 'released', reason }, async () => {
    if (reason === '' || reason.length > REASON_MAX_CHARS) throw new AppError('request.invalid');
    await releaseContract({ ctx: viewerOf(c), input: { contractId, parkedHash, reason } });
  });
}

/** Asks for a run over a contract now. */
export const run = (c: ConsoleContext, parts: Console, contractId: string): Promise<Response> =>
  act(c, parts, { contractId, what: 'ran', reason: '' }, () =>
    runContract({ ctx: viewerOf(c), input: { contractId } }),
  );

type Act = { contractId: string; what: 'released' | 'ran'; reason: string };

async function act(
  c: ConsoleContext,
  parts: Console,
  { contractId, what, reason }: Act,
  work: () => Promise<void>,
): Promise<Response> {
  try {
    await work();
  } catch (error) {
    const isShown = error instanceof AppError && error.code !== 'record.not_found';
    if (!isShown) throw error;
    const isReasonMissing = what === 'released' && reason === '';
    const advice = isReasonMissing ? { advice: uiOf(c, parts).texts.contracts.reasonMissing } : {};
    const outcome = { state: 'refused', error, reason, ...advice } as const;
    return showContract(c, parts, contractId, { outcome, status: statusOf(error) });
  }
  return c.redirect(`/contracts/${contractId}?done=${what}`, 303);
}
