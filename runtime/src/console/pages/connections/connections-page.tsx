/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ConnectionHealth } from '../../../flow/connections/list-connection-health.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { Banner } from '../../parts/banner.tsx';
import { ConnectionCard } from '../../parts/connection-card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type ConnectionsProps = {
  ui: Ui;
  connections: readonly ConnectionHealth[];
  entities: readonly EntityView[];
  message: string | null;
};

/** The connected systems with how each does. */
export function ConnectionsPage({ ui, connections, entities, message }: ConnectionsProps) {
  const texts = ui.texts.connections;
  const mayManage = ui.viewer?.permissions.has('admin') ?? false;
  const add = mayManage ? (
    <a class="button button-main" href="/connections/new">
      {texts.add}
    </a>
  ) : null;
  return (
    <Layout ui={ui} title={texts.title} current="connections">
      {message === null ? null : (
        <Banner kind="done">
          <p>{message}</p>
        </Banner>
      )}
      <PageHead title={texts.title} lead={texts.lead}>
        {connections.length === 0 ? null : add}
      </PageHead>
      {connections.length === 0 ? (
        <Empty title={texts.emptyTitle} text={texts.empty}>
          {add}
        </Empty>
      ) : (
        <div class="connections">
          {connections.map((connection) => (
            <ConnectionCard
              ui={ui}
              connection={connection}
              entityName={entities.find(({ id }) => id === connection.entityId)?.name}
              mayManage={mayManage}
            />
          ))}
        </div>
      )}
      <p class="meta">{ui.texts.layout.timesIn('UTC')}</p>
    </Layout>
  );
}
