/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PublishedMapping } from '../../../flow/setup/list-mappings.ts';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** The published mappings. */
export function MappingsPage({ ui, mappings }: { ui: Ui; mappings: readonly PublishedMapping[] }) {
  const texts = ui.texts.setUp.mapping;
  return (
    <Layout ui={ui} title={texts.listTitle} current="mappings">
      <div class="narrow">
        <PageHead title={texts.listTitle} lead={texts.listLead} />
        <ul class="plain todo">
          {mappings.map(({ id, system, object, kind, version }) => (
            <li class="todo-item">
              <span class="tag">{system}</span>
              <a class="strong" href={`/mappings/${id}`}>{`${object} → ${nameOf(texts.kinds, kind)}`}</a>
              <span class="meta">{texts.version(String(version))}</span>
            </li>
          ))}
        </ul>
      </div>
    </Layout>
  );
}
