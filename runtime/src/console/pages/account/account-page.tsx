/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { OwnAccount } from '../../../flow/people/load-own-account.ts';
import { Banner } from '../../parts/banner.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Languages } from '../../parts/languages.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordBlock } from './password-block.tsx';
import { SecondFactorBlock } from './second-factor-block.tsx';

/** What the page shows beside the account: that something was done, or why not. */
export type AccountOutcome = {
  isChanged?: boolean;
  error?: AppError;
  fields?: Readonly<Record<string, string>>;
};

type AccountProps = {
  ui: Ui;
  own: OwnAccount;
  currentSessionId: string | undefined;
  outcome: AccountOutcome;
};

/** One's own account: language, password, second factor, sessions. */
export function AccountPage({ ui, own, currentSessionId, outcome }: AccountProps) {
  const texts = ui.texts.account;
  return (
    <Layout ui={ui} title={texts.title}>
      <div class="narrow stack">
        <PageHead title={texts.title} lead={texts.lead} />
        {outcome.isChanged === true ? (
          <Banner kind="done">
            <p>{texts.passwordChanged}</p>
          </Banner>
        ) : null}
        <FormErrors ui={ui} error={outcome.error} fields={outcome.fields ?? {}} />
        <section class="block">
          <dl class="facts">
            <Fact name={texts.email} value={own.email} />
            <Fact name={texts.organization} value={own.organizationName} />
            <Fact
              name={texts.roles}
              value={(ui.viewer?.roles ?? []).map((role) => nameOf(ui.roleNames, role)).join(', ')}
            />
            <div>
              <dt>{texts.language}</dt>
              <dd class="account-languages">
                <Languages ui={ui} />
                <p class="under">{texts.languageHelp}</p>
              </dd>
            </div>
          </dl>
        </section>
        {own.account === null ? (
          <p class="advice">{texts.entryOnly}</p>
        ) : (
          <>
            <SecondFactorBlock ui={ui} isOn={own.account.hasSecondFactor} />
            <PasswordBlock ui={ui} email={own.email} fields={outcome.fields ?? {}} />
          </>
        )}
        <OwnSessions ui={ui} sessions={own.sessions} currentSessionId={currentSessionId} />
      </div>
    </Layout>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
