/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { SecretOnce } from '../../parts/form/secret-once.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type LinkProps = { ui: Ui; name: string; link: string; purpose: 'invitation' | 'password_reset' };

/** A link to hand over, shown this once. */
export function LinkPage({ ui, name, link, purpose }: LinkProps) {
  const texts = ui.texts.people;
  return (
    <Layout ui={ui} title={texts.linkTitle} current="people">
      <div class="narrow">
        <PageHead
          title={texts.linkTitle}
          lead={purpose === 'invitation' ? texts.linkInvitation(name) : texts.linkReset(name)}
          crumb={{ href: '/people', label: texts.back }}
        />
        <SecretOnce ui={ui} id="link" title={name} label={texts.linkLabel} value={link}>
          <p>{texts.linkOnce}</p>
        </SecretOnce>
      </div>
    </Layout>
  );
}
