/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import type { RunRow } from '../../../flow/mappings/runs/get-run.ts';
import type { RunRecordRow } from '../../../flow/mappings/runs/read-run.ts';
import { Layout } from '../../parts/layout.tsx';
import { LivePart, LivePulse, REFRESH_SECONDS } from '../../parts/live-part.tsx';
import { mappingName } from '../../parts/mappings/mapping-name.ts';
import { RunFields } from '../../parts/mappings/run-fields.tsx';
import { RunMoney } from '../../parts/mappings/run-money.tsx';
import { RunPicture } from '../../parts/mappings/run-picture.tsx';
import { RunProgress } from '../../parts/mappings/run-progress.tsx';
import { RunRecord } from '../../parts/mappings/run-record.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type RunPageProps = {
  ui: Ui;
  version: VersionRow;
  run: RunRow;
  records: readonly RunRecordRow[];
  next: string | null;
};

/** What a run found: a picture first, then money, fields, and each record with old and new side by side. */
export function RunPage({ ui, version, run, records, next }: RunPageProps) {
  const texts = ui.texts.mappings;
  const title = texts.runs.titles[run.kind];
  const isGoing = run.finishedAt === null;
  return (
    <Layout ui={ui} title={title} current="mappings">
      <PageHead
        title={title}
        lead={texts.runs.leads[run.kind]}
        crumb={{
          href: `/mappings/${version.id}`,
          label: `${mappingName(ui, version)}, ${texts.version(String(version.version))}`,
        }}
      />
      <LivePart id="run">
        <div class="stack">
          <RunProgress ui={ui} run={run} mayAct />
          {isGoing && run.doneCount === 0 ? null : <Result ui={ui} run={run} />}
          <RunFields ui={ui} summary={run.summary} />
          <Records ui={ui} run={run} records={records} next={next} />
        </div>
        {isGoing ? (
          <LivePulse href={`/mappings/runs/${run.id}`} seconds={REFRESH_SECONDS.run} parts={['run']} />
        ) : null}
      </LivePart>
    </Layout>
  );
}

function Result({ ui, run }: { ui: Ui; run: RunRow }) {
  const texts = ui.texts.mappings.runs;
  return (
    <div class="run-result">
      <section class="block" aria-labelledby="title-outcomes">
        <h2 id="title-outcomes">{texts.outcomesTitle}</h2>
        {run.totalCount === 0 ? (
          <p class="muted">{texts.noRecords}</p>
        ) : (
          <RunPicture ui={ui} summary={run.summary} />
        )}
      </section>
      {run.kind === 'dry_run' ? (
        <section class="block" aria-labelledby="title-money">
          <h2 id="title-money">{texts.moneyTitle}</h2>
          <RunMoney ui={ui} summary={run.summary} />
        </section>
      ) : null}
    </div>
  );
}

function Records({ ui, run, records, next }: Omit<RunPageProps, 'version'>) {
  if (records.length === 0) return null;
  const texts = ui.texts.mappings.runs;
  return (
    <section class="block" aria-labelledby="title-records">
      <h2 id="title-records">{texts.recordsTitle}</h2>
      <div class="run-records">
        {records.map((record) => (
          <RunRecord ui={ui} record={record} />
        ))}
      </div>
      {next === null ? null : (
        <p class="pager">
          <a href={`/mappings/runs/${run.id}?after=${next}`}>{texts.more}</a>
        </p>
      )}
    </section>
  );
}
