/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { Banner } from '../../parts/banner.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import type { ContractPageData } from '../../read/load-contract-page.ts';
import { detailBeside } from '../../texts/refusal-text.ts';
import type { Ui } from '../../ui.ts';
import { ContractComing } from './contract-coming.tsx';
import { ContractCredit } from './contract-credit.tsx';
import { ContractFacts } from './contract-facts.tsx';
import { ContractFigures } from './contract-figures.tsx';
import { ContractFindings } from './contract-findings.tsx';
import { ContractInvoices } from './contract-invoices.tsx';
import { ContractParked } from './contract-parked.tsx';
import { ContractRevisions } from './contract-revisions.tsx';
import { ContractStanding } from './contract-standing.tsx';
import { ContractStateChip } from './contract-state.tsx';
import { ContractTermsBlock } from './contract-terms.tsx';
import { ContractYear } from './contract-year.tsx';
import type { StandingForm } from './standing-give-form.tsx';

/** What was done on the page. */
export type ContractDeed = 'released' | 'ran' | 'given' | 'revoked';

/** What just happened on the page. */
export type ContractOutcome =
  | { state: 'none' }
  | { state: 'done'; what: ContractDeed }
  | { state: 'refused'; error: AppError; reason: string; advice?: string };

/** States in which a run finds nothing. */
const OVER: ReadonlySet<string> = new Set(['ended', 'finished']);

type ContractPageProps = {
  ui: Ui;
  data: ContractPageData;
  outcome: ContractOutcome;
  standing: StandingForm;
};

/** Everything about one contract. */
export function ContractPage({ ui, data, outcome, standing }: ContractPageProps) {
  const { contract } = data;
  const texts = ui.texts.contracts;
  const mayRun = ui.viewer?.permissions.has('create') ?? false;
  return (
    <Layout ui={ui} title={contract.title} current="contracts">
      {outcome.state === 'done' ? (
        <Banner kind="done">
          <p>{{ ...ui.texts.standing.done, ran: texts.ran, released: texts.released }[outcome.what]}</p>
        </Banner>
      ) : null}
      {outcome.state === 'refused' ? <Refusal ui={ui} error={outcome.error} advice={outcome.advice} /> : null}
      <PageHead
        title={contract.title}
        lead={texts.forms[contract.form]}
        crumb={{ href: '/contracts', label: texts.back }}
      >
        <ContractStateChip ui={ui} state={contract.state} />
        {mayRun && !OVER.has(contract.state) ? (
          <form method="post" action={`/contracts/${contract.id}/run`}>
            <button class="button" type="submit">
              {texts.run}
            </button>
          </form>
        ) : null}
      </PageHead>
      <div class="stack">
        <ContractParked
          ui={ui}
          contract={contract}
          reason={outcome.state === 'refused' ? outcome.reason : ''}
        />
        <Failures ui={ui} data={data} />
        <ContractCredit ui={ui} contract={contract} />
        <ContractFigures ui={ui} contract={contract} />
        <ContractYear ui={ui} data={data} />
        <ContractFindings ui={ui} contract={contract} />
        <ContractTermsBlock ui={ui} contract={contract} />
        <ContractInvoices ui={ui} contract={contract} />
        <ContractComing ui={ui} contract={contract} coming={data.coming} />
        <ContractStanding ui={ui} data={data} form={standing} />
        <ContractRevisions ui={ui} contract={contract} />
        <ContractFacts ui={ui} facts={data.facts} currency={contract.currency} />
      </div>
    </Layout>
  );
}

function Failures({ ui, data: { failures } }: { ui: Ui; data: ContractPageData }) {
  if (failures.length === 0) return null;
  return (
    <section class="block block-failures" aria-labelledby="title-failures">
      <div class="block-head">
        <h2 id="title-failures">{ui.texts.contracts.failures}</h2>
        <a href="/exceptions">{ui.texts.invoice.failuresLink}</a>
      </div>
      {failures.map((failure) => (
        <ErrorNote ui={ui} code={failure.code} detail={detailBeside(failure)} />
      ))}
    </section>
  );
}
