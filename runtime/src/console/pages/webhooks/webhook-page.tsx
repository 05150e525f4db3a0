/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { Page } from '../../../flow/read/page.ts';
import type { EndpointView } from '../../../flow/webhooks/endpoint-view.ts';
import type { DeliveryView } from '../../../flow/webhooks/list-webhook-deliveries.ts';
import { Banner } from '../../parts/banner.tsx';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { WebhookLog } from '../../parts/webhook-log.tsx';
import type { Ui } from '../../ui.ts';
import { EndpointChip, EventTags } from './webhooks-page.tsx';

type WebhookProps = {
  ui: Ui;
  endpoint: EndpointView;
  log: Page<DeliveryView>;
  message: string | null;
  error?: AppError | undefined;
};

/** One endpoint: what it hears of, what can be done to it, and what was sent to it. */
export function WebhookPage({ ui, endpoint, log, message, error }: WebhookProps) {
  const texts = ui.texts.webhooks;
  const name = endpoint.description ?? new URL(endpoint.url).host;
  return (
    <Layout ui={ui} title={name} current="webhooks">
      {message === null ? null : (
        <Banner kind="done">
          <p>{message}</p>
        </Banner>
      )}
      {error === undefined ? null : <Refusal ui={ui} error={error} />}
      <PageHead title={name} crumb={{ href: '/webhooks', label: texts.title }}>
        <EndpointButtons ui={ui} endpoint={endpoint} />
      </PageHead>
      <div class="stack">
        <section class="block stack">
          <div class="system-head">
            <p class="mono">{endpoint.url}</p>
            <EndpointChip ui={ui} endpoint={endpoint} />
          </div>
          <EventTags ui={ui} endpoint={endpoint} />
        </section>
        <WebhookLog ui={ui} endpointId={endpoint.id} log={log} />
      </div>
    </Layout>
  );
}

function EndpointButtons({ ui, endpoint }: { ui: Ui; endpoint: EndpointView }) {
  const texts = ui.texts.webhooks;
  const base = `/webhooks/${endpoint.id}`;
  return (
    <>
      <form method="post" action={`${base}/test`}>
        <button class="button" type="submit">
          {texts.test}
        </button>
      </form>
      {endpoint.state === 'active' ? (
        <ConfirmButton
          ui={ui}
          id="replay"
          label={texts.replayMissing}
          title={texts.replayTitle}
          text={texts.replayText}
          confirm={texts.replayMissing}
          action={`${base}/replay`}
          tone="main"
        />
      ) : (
        <form method="post" action={`${base}/enable`}>
          <button class="button button-main" type="submit">
            {texts.enable}
          </button>
        </form>
      )}
      <ConfirmButton
        ui={ui}
        id="rotate"
        label={texts.rotate}
        title={texts.rotate}
        text={texts.rotateText}
        confirm={texts.rotate}
        action={`${base}/rotate`}
      />
      <ConfirmButton
        ui={ui}
        id="remove"
        label={texts.remove}
        title={texts.removeTitle}
        text={texts.removeText}
        confirm={texts.removeConfirm}
        action={`${base}/delete`}
        tone="danger"
      />
    </>
  );
}
