/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ctx } from '../../../flow/context.ts';
import type { RulesVersionRow } from '../../../flow/rules/get-rules-version.ts';
import type { RulesSummary } from '../../../flow/rules/list-rules.ts';
import { Instant } from '../../parts/instant.tsx';
import { Layout } from '../../parts/layout.tsx';
import { actorName } from '../../parts/mappings/actor-name.ts';
import { VersionChip } from '../../parts/mappings/version-chip.tsx';
import { ZONE } from '../../parts/mappings/zone.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { whoseRulesTurn } from '../../parts/rules/whose-rules-turn.ts';
import type { Ui } from '../../ui.ts';

type RulesPageProps = {
  ui: Ui;
  viewer: Ctx;
  rules: readonly RulesSummary[];
  /** Whoever wrote in rules is kept from their review and publication. */
  isBarred: boolean;
};

/** The rules of every legal entity: what is in force, and the changes that are under way. */
export function RulesPage({ ui, viewer, rules, isBarred }: RulesPageProps) {
  const texts = ui.texts.rules;
  const { columns } = texts;
  return (
    <Layout ui={ui} title={texts.title} current="rules">
      <PageHead title={texts.title} lead={texts.lead} />
      {rules.length === 0 ? <p class="muted">{texts.none}</p> : null}
      <div class="grid-framed">
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{columns.entity}</th>
              <th scope="col">{columns.live}</th>
              <th scope="col">{columns.open}</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ entity, live, open }) => (
              <tr data-item="" tabindex={-1}>
                <th scope="row">
                  {live === null ? entity.name : <a href={`/rules/${live.id}`}>{entity.name}</a>}
                  <span class="under">{entity.currency}</span>
                </th>
                <td data-label={columns.live}>
                  <Live ui={ui} live={live} />
                </td>
                <td data-label={columns.open}>
                  {open.length === 0 ? (
                    <span class="muted">{texts.noOpen}</span>
                  ) : (
                    <ul class="map-open">
                      {open.map((version) => (
                        <li>
                          <VersionChip ui={ui} status={version.status} />
                          <a href={`/rules/${version.id}`}>{texts.version(String(version.version))}</a>
                          <Turn ui={ui} viewer={viewer} version={version} isBarred={isBarred} />
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Layout>
  );
}

type TurnProps = Omit<RulesPageProps, 'rules'> & { version: RulesVersionRow };

function Turn({ ui, viewer, version, isBarred }: TurnProps) {
  const { text, isMine } = whoseRulesTurn(ui, viewer, { version, isBarred });
  return <span class={isMine ? 'strong' : 'muted'}>{text}</span>;
}

function Live({ ui, live }: { ui: Ui; live: RulesVersionRow | null }) {
  const texts = ui.texts.rules;
  if (live === null) return <span class="muted">{texts.notLive}</span>;
  return (
    <div>
      {texts.version(String(live.version))}
      <span class="under">
        <Instant
          ui={ui}
          at={live.publishedAt ?? live.createdAt}
          zone={ZONE}
          sentence={(time) => texts.since(time, actorName(ui, live.author))}
        />
      </span>
    </div>
  );
}
