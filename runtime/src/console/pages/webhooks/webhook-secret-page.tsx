/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { SecretOnce } from '../../parts/form/secret-once.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type SecretPageProps = { ui: Ui; endpointId: string; secret: string; title: string };

/** Shows the secret of an endpoint, this once. */
export function WebhookSecretPage({ ui, endpointId, secret, title }: SecretPageProps) {
  const texts = ui.texts.webhooks;
  return (
    <Layout ui={ui} title={title} current="webhooks">
      <div class="narrow">
        <PageHead title={title} crumb={{ href: '/webhooks', label: texts.title }} />
        <SecretOnce ui={ui} id="secret" title={texts.secretLabel} label={texts.secretLabel} value={secret}>
          <p>{texts.secretHow}</p>
        </SecretOnce>
        <a class="button" href={`/webhooks/${endpointId}`}>
          {texts.back}
        </a>
      </div>
    </Layout>
  );
}
