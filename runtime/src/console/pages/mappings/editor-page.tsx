/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Banner } from '../../parts/banner.tsx';
import { Layout } from '../../parts/layout.tsx';
import { FieldLists } from '../../parts/mappings/field-lists.tsx';
import { mappingName } from '../../parts/mappings/mapping-name.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import type { EditorData } from '../../read/mappings/load-editor.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { EditorForm } from './editor-form.tsx';

type EditorPageProps = { ui: Ui; data: EditorData; codeEditorPath: string; done?: string | undefined };

/** The editor of a draft. Where scripts run the form tells what it makes of a record at each pause in typing. */
export function EditorPage({ ui, data, codeEditorPath, done }: EditorPageProps) {
  const { version } = data.view;
  const texts = ui.texts.mappings;
  const title = texts.editor.title(mappingName(ui, version));
  return (
    <Layout ui={ui} title={title} current="mappings">
      {done === undefined ? null : (
        <Banner kind="done">
          <p>{nameOf(texts.done, done)}</p>
        </Banner>
      )}
      <PageHead
        title={title}
        lead={texts.editor.lead}
        crumb={{
          href: `/mappings/${version.id}`,
          label: `${mappingName(ui, version)}, ${texts.version(String(version.version))}`,
        }}
      />
      {data.error === undefined ? null : (
        <Refusal
          ui={ui}
          error={data.error}
          advice={data.error.code === 'mapping.revision_conflict' ? texts.editor.conflict : undefined}
        />
      )}
      <FieldLists ui={ui} kind={data.view.definition.kind} fields={data.sourceFields} />
      <EditorForm ui={ui} data={data} codeEditorPath={codeEditorPath} />
    </Layout>
  );
}
