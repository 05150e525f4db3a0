/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { Ctx } from '../../../flow/context.ts';
import { Banner } from '../../parts/banner.tsx';
import { Layout } from '../../parts/layout.tsx';
import { mappingName } from '../../parts/mappings/mapping-name.ts';
import { VersionChip } from '../../parts/mappings/version-chip.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import type { VersionPageData } from '../../read/mappings/load-version-page.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { VersionActions } from './version-actions.tsx';
import { VersionChanges } from './version-changes.tsx';
import { VersionFixtures } from './version-fixtures.tsx';
import { VersionHistory } from './version-history.tsx';
import { VersionRows } from './version-rows.tsx';
import { VersionRuns } from './version-runs.tsx';
import { VersionSteps } from './version-steps.tsx';

/** What just happened on the page. */
export type VersionOutcome =
  | { state: 'none' }
  | { state: 'done'; what: string }
  | { state: 'refused'; error: AppError; comment: string };

type VersionPageProps = { ui: Ui; viewer: Ctx; data: VersionPageData; outcome: VersionOutcome };

/** One version of a mapping: where it stands, what it changes, and what can be done about it. */
export function VersionPage({ ui, viewer, data, outcome }: VersionPageProps) {
  const { version, definition } = data.view;
  const texts = ui.texts.mappings;
  const name = mappingName(ui, version);
  const connection = data.view.connections.find(({ id }) => id === version.connectionId);
  return (
    <Layout ui={ui} title={`${name}, ${texts.version(String(version.version))}`} current="mappings">
      {outcome.state === 'done' ? (
        <Banner kind="done">
          <p>{nameOf(texts.done, outcome.what)}</p>
        </Banner>
      ) : null}
      {outcome.state === 'refused' ? <Refusal ui={ui} error={outcome.error} /> : null}
      <PageHead
        title={name}
        lead={texts.list.becomes(nameOf(texts.kinds, version.kind))}
        crumb={{ href: '/mappings', label: texts.title }}
      >
        {connection === undefined ? null : <span class="chip">{connection.name}</span>}
        <span class="chip">{texts.version(String(version.version))}</span>
        <VersionChip ui={ui} status={version.status} />
      </PageHead>
      {version.pausedAt === null ? null : (
        <Banner kind="warning">
          <p>{texts.paused}</p>
        </Banner>
      )}
      <div class="stack">
        <VersionSteps ui={ui} viewer={viewer} version={version} isBarred={data.isBarred} />
        <VersionActions ui={ui} data={data} comment={outcome.state === 'refused' ? outcome.comment : ''} />
        <VersionChanges ui={ui} view={data.view} />
        <VersionRuns ui={ui} data={data} />
        <VersionFixtures ui={ui} data={data} />
        <VersionRows ui={ui} definition={definition} script={version.script} />
        <VersionHistory ui={ui} versions={data.versions} shownId={version.id} />
      </div>
    </Layout>
  );
}
