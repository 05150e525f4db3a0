/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { SecretOnce } from '../../parts/form/secret-once.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import type { SystemName } from './new-connection-page.tsx';

type MadeProps = { ui: Ui; title: string; system: SystemName; hookUrl: string | null; pushUrl?: string };

/** Shows the new address of a connection's webhook, this once, and where to enter it. */
export function ConnectionMadePage({ ui, title, system, hookUrl, pushUrl = '' }: MadeProps) {
  const texts = ui.texts.connections;
  return (
    <Layout ui={ui} title={title} current="connections">
      <div class="narrow">
        <PageHead title={title} crumb={{ href: '/connections', label: texts.title }} />
        {hookUrl === null || system === 'csv' ? (
          <p class="block">{texts.pushHow(pushUrl)}</p>
        ) : (
          <SecretOnce ui={ui} id="hook-url" title={texts.hookLabel} label={texts.hookLabel} value={hookUrl}>
            <ol class="steps-list">
              {texts.hookHow[system].map((step) => (
                <li>{step}</li>
              ))}
            </ol>
          </SecretOnce>
        )}
        <p class="pager">
          <a class="button" href="/connections">
            {texts.back}
          </a>
        </p>
      </div>
    </Layout>
  );
}
