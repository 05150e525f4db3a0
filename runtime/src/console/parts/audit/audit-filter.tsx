/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AskedAudit } from '../../read/audit-filters.ts';
import type { Ui } from '../../ui.ts';

const TEXT_FIELDS = ['action', 'object', 'actor', 'request'] as const;
const LENGTH_MAX = 100;

/** The search of the trail: a form that is sent by hand, or with scripts by itself. `/` leads to its first field. */
export function AuditFilter({ ui, asked }: { ui: Ui; asked: AskedAudit }) {
  const texts = ui.texts.audit.filters;
  const placeholders: Partial<Record<keyof AskedAudit, string>> = {
    action: texts.actionPlaceholder,
    object: texts.objectPlaceholder,
    actor: texts.actorPlaceholder,
  };
  return (
    <search>
      <form
        class="filters"
        method="get"
        action="/audit"
        hx-get="/audit"
        hx-target="#entries"
        hx-select="#entries"
        hx-swap="outerHTML"
        hx-push-url="true"
        hx-trigger="submit, change"
        hx-sync="this:replace"
      >
        {TEXT_FIELDS.map((name, index) => (
          <div class="field">
            <label class="field-label" for={`field-${name}`}>
              {texts[name]}
            </label>
            <input
              class="input"
              id={`field-${name}`}
              name={name}
              type="search"
              value={asked[name]}
              placeholder={placeholders[name]}
              maxlength={LENGTH_MAX}
              autocomplete="off"
              data-search={index === 0 ? '' : undefined}
            />
          </div>
        ))}
        {(['from', 'to'] as const).map((name) => (
          <div class="field">
            <label class="field-label" for={`field-${name}`}>
              {texts[name]}
            </label>
            <input class="input" id={`field-${name}`} name={name} type="date" value={asked[name]} />
          </div>
        ))}
        <div class="actions filters-more">
          <button class="button" type="submit">
            {texts.apply}
          </button>
          {Object.keys(asked).length === 0 ? null : (
            <a class="button button-quiet" href="/audit">
              {texts.clear}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}
