/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

type FilterFormProps = {
  /** Where the list is. */
  action: string;
  texts: { apply: string; clear: string };
  /** Where the list is without what narrows it; absent while nothing does. */
  clearHref: string | undefined;
  /** With scripts the part of the page with this id follows at these triggers, without a press of the button. */
  live?: { id: string; trigger: string };
  children: Child;
};

/** What narrows a list: a form that is sent by hand, or with scripts by itself. */
export function FilterForm({ action, texts, clearHref, live, children }: FilterFormProps) {
  return (
    <search>
      <form class="filters" method="get" action={action} {...(live && liveAttributes(action, live))}>
        {children}
        <div class="actions filters-more">
          <button class="button" type="submit">
            {texts.apply}
          </button>
          {clearHref === undefined ? null : (
            <a class="button button-quiet" href={clearHref}>
              {texts.clear}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}

const liveAttributes = (action: string, { id, trigger }: { id: string; trigger: string }) => ({
  'hx-get': action,
  'hx-target': `#${id}`,
  'hx-select': `#${id}`,
  'hx-swap': 'outerHTML',
  'hx-push-url': 'true',
  'hx-trigger': trigger,
  'hx-sync': 'this:replace',
});
