/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { SecretOnce } from '../../parts/form/secret-once.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** Shows a new key, this once. */
export function KeyMadePage({ ui, apiKey, apiUrl }: { ui: Ui; apiKey: string; apiUrl: string }) {
  const texts = ui.texts.keys;
  return (
    <Layout ui={ui} title={texts.madeTitle} current="keys">
      <div class="narrow">
        <PageHead title={texts.madeTitle} crumb={{ href: '/keys', label: texts.title }} />
        <SecretOnce ui={ui} id="api-key" title={texts.keyLabel} label={texts.keyLabel} value={apiKey}>
          <p>{texts.madeHow(apiUrl)}</p>
        </SecretOnce>
        <a class="button" href="/keys">
          {texts.back}
        </a>
      </div>
    </Layout>
  );
}
