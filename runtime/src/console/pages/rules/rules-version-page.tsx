/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { Ctx } from '../../../flow/context.ts';
import { Banner } from '../../parts/banner.tsx';
import { Layout } from '../../parts/layout.tsx';
import { VersionChip } from '../../parts/mappings/version-chip.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { whoseRulesTurn } from '../../parts/rules/whose-rules-turn.ts';
import type { RulesPageData } from '../../read/rules/load-rules-page.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { RulesActions } from './rules-actions.tsx';
import { RulesChanges } from './rules-changes.tsx';
import { RulesContent } from './rules-content.tsx';
import { RulesFacts } from './rules-facts.tsx';
import { RulesHistoryList } from './rules-history.tsx';
import { RulesTried } from './rules-tried.tsx';

/** What just happened on the page. */
export type RulesOutcome =
  | { state: 'none' }
  | { state: 'done'; what: string }
  | { state: 'refused'; error: AppError; comment: string };

type PageProps = { ui: Ui; viewer: Ctx; data: RulesPageData; outcome: RulesOutcome };

/** One version of an entity's rules: where it stands, what it changes, what it would have done, what can be done. */
export function RulesVersionPage({ ui, viewer, data, outcome }: PageProps) {
  const { version, entity, isBehind } = data.view;
  const texts = ui.texts.rules;
  const title = texts.of(entity.name);
  const { text, isMine } = whoseRulesTurn(ui, viewer, { version, isBarred: data.isBarred });
  return (
    <Layout ui={ui} title={`${title}, ${texts.version(String(version.version))}`} current="rules">
      {outcome.state === 'done' ? (
        <Banner kind="done">
          <p>{nameOf(texts.done, outcome.what)}</p>
        </Banner>
      ) : null}
      {outcome.state === 'refused' ? <Refusal ui={ui} error={outcome.error} /> : null}
      <PageHead title={title} crumb={{ href: '/rules', label: texts.title }}>
        <span class="chip">{texts.version(String(version.version))}</span>
        <VersionChip ui={ui} status={version.status} />
        {text === '' ? null : <span class={isMine ? 'chip tone-amber' : 'muted'}>{text}</span>}
      </PageHead>
      {isBehind ? (
        <Banner kind="warning">
          <p>{texts.behind}</p>
        </Banner>
      ) : null}
      <div class="stack">
        <RulesFacts ui={ui} version={version} />
        <RulesActions ui={ui} data={data} comment={outcome.state === 'refused' ? outcome.comment : ''} />
        <RulesChanges ui={ui} data={data} />
        <RulesTried ui={ui} data={data} />
        <RulesContent ui={ui} data={data} />
        <RulesHistoryList ui={ui} versions={data.versions} shownId={version.id} />
      </div>
    </Layout>
  );
}
