/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { type LineageProps, LineageWay } from './lineage-way.tsx';

/** The way back of a value as the content of the panel beside an invoice; the title takes the focus. */
export function LineagePanel(props: LineageProps) {
  const { ui } = props;
  return (
    <div class="panel-content">
      <div class="panel-head">
        <h2 id="title-lineage" tabindex={-1} data-focus>
          {ui.texts.lineage.title}
        </h2>
        <form method="dialog">
          <button class="button button-small" type="submit">
            {ui.texts.form.close}
          </button>
        </form>
      </div>
      <LineageWay {...props} />
    </div>
  );
}
