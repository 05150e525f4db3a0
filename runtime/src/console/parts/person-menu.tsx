/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { nameOf } from '../texts/name-of.ts';
import type { Ui, Viewer } from '../ui.ts';
import { Languages } from './languages.tsx';

/** The id under which every page has its person menu. */
export const PERSON_MENU = 'person-menu';

/** Who is signed in to which organization, and what is theirs: account, language, keys, the way out. */
export function PersonMenu({ ui, viewer }: { ui: Ui; viewer: Viewer }) {
  const { layout } = ui.texts;
  return (
    <div class="menu" id={PERSON_MENU} popover="auto">
      <div class="menu-head">
        <p class="strong">{viewer.name}</p>
        <p class="person-of">{viewer.work?.organizationName}</p>
        <p class="person-of">{viewer.roles.map((role) => nameOf(ui.roleNames, role)).join(', ')}</p>
      </div>
      <a class="menu-item" href="/account">
        {layout.account}
      </a>
      <a class="menu-item" href="/docs">
        {layout.api}
      </a>
      <button class="menu-item needs-script" type="button" popovertarget="shortcuts">
        {layout.shortcuts} <kbd class="menu-key">?</kbd>
      </button>
      <Languages ui={ui} />
      <form method="post" action="/leave">
        <button class="menu-item" type="submit">
          {layout.leave}
        </button>
      </form>
    </div>
  );
}

/** The button that opens the menu. */
export function PersonButton({ ui, viewer }: { ui: Ui; viewer: Viewer }) {
  return (
    <button class="person-button" type="button" popovertarget={PERSON_MENU}>
      <PersonMark viewer={viewer} />
      <span class="person-name">
        {viewer.name}
        <span class="person-of">{viewer.work?.organizationName}</span>
      </span>
      <span class="unseen">{ui.texts.layout.personMenu}</span>
    </button>
  );
}

/** The first letter of a name in a circle. */
export function PersonMark({ viewer }: { viewer: Viewer }) {
  return (
    <span class="person-mark" aria-hidden="true">
      {[...viewer.name][0]?.toUpperCase()}
    </span>
  );
}
