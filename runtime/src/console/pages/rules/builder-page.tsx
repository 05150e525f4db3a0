/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Banner } from '../../parts/banner.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import type { BuilderData } from '../../read/rules/load-builder.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { BuilderForm } from './builder-form.tsx';

type BuilderPageProps = { ui: Ui; data: BuilderData; done: string | undefined };

/** The rule builder of a draft. Where scripts run both sides of a condition are brought in step at each pause. */
export function BuilderPage({ ui, data, done }: BuilderPageProps) {
  const { version, entity } = data.view;
  const texts = ui.texts.rules;
  const title = texts.editor.title(entity.name);
  return (
    <Layout ui={ui} title={title} current="rules">
      {done === undefined ? null : (
        <Banner kind="done">
          <p>{nameOf(texts.done, done)}</p>
        </Banner>
      )}
      <PageHead
        title={title}
        lead={texts.editor.lead}
        crumb={{
          href: `/rules/${version.id}`,
          label: `${texts.of(entity.name)}, ${texts.version(String(version.version))}`,
        }}
      />
      {data.error === undefined ? null : (
        <Refusal
          ui={ui}
          error={data.error}
          advice={data.error.code === 'rules.revision_conflict' ? texts.editor.conflict : undefined}
        />
      )}
      <BuilderForm ui={ui} data={data} />
    </Layout>
  );
}
