/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ctx } from '../../../flow/context.ts';
import type { MappingSummary } from '../../../flow/mappings/list-mappings.ts';
import { Empty } from '../../parts/empty.tsx';
import { Instant } from '../../parts/instant.tsx';
import { Layout } from '../../parts/layout.tsx';
import { actorName } from '../../parts/mappings/actor-name.ts';
import { mappingName } from '../../parts/mappings/mapping-name.ts';
import { OpenVersion } from '../../parts/mappings/open-version.tsx';
import { ZONE } from '../../parts/mappings/zone.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

type MappingsProps = {
  ui: Ui;
  viewer: Ctx;
  mappings: readonly MappingSummary[];
  /** The versions that wait for somebody else than the viewer, by id. */
  barred: ReadonlySet<string>;
  /** Names of connections by id. */
  connections: ReadonlyMap<string, string>;
};

/** Every mapping with what is live, and the changes that are under way. */
export function MappingsPage({ ui, viewer, mappings, barred, connections }: MappingsProps) {
  const texts = ui.texts.mappings;
  const { columns } = texts.list;
  return (
    <Layout ui={ui} title={texts.title} current="mappings">
      <PageHead title={texts.title} lead={texts.lead} />
      {mappings.length === 0 ? (
        <Empty title={texts.list.noneTitle} text={texts.list.none}>
          <a class="button" href="/connections">
            {texts.list.noneLink}
          </a>
        </Empty>
      ) : (
        <div class="grid-framed">
          <table class="grid grid-cards">
            <thead>
              <tr>
                <th scope="col">{columns.mapping}</th>
                <th scope="col">{columns.live}</th>
                <th scope="col">{columns.open}</th>
              </tr>
            </thead>
            <tbody>
              {mappings.map((mapping) => (
                <tr data-item="" tabindex={-1}>
                  <th scope="row">
                    <Name ui={ui} mapping={mapping} />
                    <span class="under">
                      {texts.list.becomes(nameOf(texts.kinds, mapping.kind))}
                      {mapping.connectionId === null
                        ? null
                        : ` · ${connections.get(mapping.connectionId) ?? mapping.connectionId}`}
                    </span>
                  </th>
                  <td data-label={columns.live}>
                    <Live ui={ui} mapping={mapping} />
                  </td>
                  <td data-label={columns.open}>
                    {mapping.open.length === 0 ? <span class="muted">{texts.list.noOpen}</span> : null}
                    <ul class="map-open">
                      {mapping.open.map((version) => (
                        <OpenVersion
                          ui={ui}
                          viewer={viewer}
                          version={version}
                          isBarred={barred.has(version.id)}
                        />
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Layout>
  );
}

function Name({ ui, mapping }: { ui: Ui; mapping: MappingSummary }) {
  const [shown] = [mapping.live, ...mapping.open].flatMap((version) => version ?? []);
  const name = mappingName(ui, mapping);
  return shown === undefined ? (
    name
  ) : (
    <a class="strong" href={`/mappings/${shown.id}`}>
      {name}
    </a>
  );
}

function Live({ ui, mapping: { live } }: { ui: Ui; mapping: MappingSummary }) {
  const texts = ui.texts.mappings;
  if (live === null) return <span class="muted">{texts.list.notLive}</span>;
  return (
    <div>
      {texts.version(String(live.version))}
      <span class="under">
        <Instant
          ui={ui}
          at={live.publishedAt ?? live.createdAt}
          zone={ZONE}
          sentence={(time) => texts.list.since(time, actorName(ui, live.author))}
        />
      </span>
    </div>
  );
}
