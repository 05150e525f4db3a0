/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AskedAudit } from '../../read/audit-filters.ts';
import type { Ui } from '../../ui.ts';
import { TextField } from '../form/text-field.tsx';

/** Asks for a period and gives its entries as a file. */
export function AuditExport({ ui, asked }: { ui: Ui; asked: AskedAudit }) {
  const texts = ui.texts.audit;
  const today = ui.now.toISOString().slice(0, 10);
  return (
    <section class="block" aria-labelledby="title-export">
      <h2 id="title-export">{texts.exportTitle}</h2>
      <p class="muted">{texts.exportHelp}</p>
      <form class="filters" method="get" action="/audit/export">
        <TextField
          ui={ui}
          name="first"
          label={texts.filters.from}
          type="date"
          value={asked.from ?? `${today.slice(0, 8)}01`}
          isRequired
        />
        <TextField
          ui={ui}
          name="last"
          label={texts.filters.to}
          type="date"
          value={asked.to ?? today}
          isRequired
        />
        <div class="actions filters-more">
          <button class="button" type="submit" name="format" value="ndjson">
            {texts.exportNdjson}
          </button>
          <button class="button" type="submit" name="format" value="csv">
            {texts.exportCsv}
          </button>
        </div>
      </form>
    </section>
  );
}
