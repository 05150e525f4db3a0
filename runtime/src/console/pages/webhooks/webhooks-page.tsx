/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { EndpointView } from '../../../flow/webhooks/endpoint-view.ts';
import { Empty } from '../../parts/empty.tsx';
import { Instant } from '../../parts/instant.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { TagList } from '../../parts/tag-list.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** The webhook endpoints with what each hears of and how it does. */
export function WebhooksPage({ ui, endpoints }: { ui: Ui; endpoints: readonly EndpointView[] }) {
  const texts = ui.texts.webhooks;
  const add = (
    <a class="button button-main" href="/webhooks/new">
      {texts.add}
    </a>
  );
  return (
    <Layout ui={ui} title={texts.title} current="webhooks">
      <PageHead title={texts.title} lead={texts.lead}>
        {add}
      </PageHead>
      {endpoints.length === 0 ? (
        <Empty title={texts.emptyTitle} text={texts.empty} />
      ) : (
        <div class="connections">
          {endpoints.map((endpoint) => (
            <section class="block">
              <div class="system-head">
                <h2>
                  <a href={`/webhooks/${endpoint.id}`} data-item="">
                    {endpoint.description ?? new URL(endpoint.url).host}
                  </a>
                </h2>
                <EndpointChip ui={ui} endpoint={endpoint} />
              </div>
              <p class="meta mono">{endpoint.url}</p>
              <EventTags ui={ui} endpoint={endpoint} />
            </section>
          ))}
        </div>
      )}
    </Layout>
  );
}

/** Whether an endpoint is told, in a word. */
export function EndpointChip({ ui, endpoint }: { ui: Ui; endpoint: EndpointView }) {
  const tone = endpoint.state === 'active' ? (endpoint.failingSince === null ? 'green' : 'amber') : 'red';
  return <span class={`chip tone-${tone}`}>{ui.texts.webhooks.states[endpoint.state]}</span>;
}

/** What an endpoint hears of, and since when nothing got through. */
export function EventTags({ ui, endpoint }: { ui: Ui; endpoint: EndpointView }) {
  const texts = ui.texts.webhooks;
  const types = endpoint.eventTypes?.map((type) => nameOf(ui.texts.events, type)) ?? [texts.allEvents];
  return (
    <>
      <TagList tags={types} />
      {endpoint.failingSince === null ? null : (
        <p class="meta">
          <Instant ui={ui} at={endpoint.failingSince} zone="UTC" sentence={texts.failingSince} />
        </p>
      )}
      {endpoint.disabledReason === null ? null : (
        <p class="advice">{texts.reasons[endpoint.disabledReason]}</p>
      )}
    </>
  );
}
