/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui, Viewer } from '../ui.ts';
import { PageIcon } from './icon.tsx';
import { NAVIGATION, type NavigationItem, type PageName } from './navigation-items.ts';

type NavigationProps = { ui: Ui; viewer: Viewer; current: PageName | undefined };

/** The pages that the viewer may see, in groups, each with how much waits there. */
export function Navigation({ ui, viewer, current }: NavigationProps) {
  const { pages, groups, navigation } = ui.texts.layout;
  return (
    <nav class="pages" aria-label={navigation}>
      {NAVIGATION.map(({ group, items }) => {
        const seen = items.filter(({ needs }) => viewer.permissions.has(needs));
        if (seen.length === 0) return null;
        return (
          <div>
            <p class="pages-group">{groups[group]}</p>
            <ul>
              {seen.map((item) => (
                <li>
                  <a
                    class="page-link"
                    href={item.href}
                    aria-current={item.name === current ? 'page' : undefined}
                  >
                    <PageIcon name={item.name} />
                    {pages[item.name]}
                    <Badge ui={ui} viewer={viewer} item={item} />
                  </a>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function Badge({ ui, viewer, item: { badge } }: { ui: Ui; viewer: Viewer; item: NavigationItem }) {
  const count = badge === undefined ? null : (viewer.work?.[badge] ?? null);
  if (badge === undefined || count === null || count === '0') return null;
  return (
    <span class={badge === 'approvals' ? 'badge badge-amber' : 'badge badge-red'}>
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{ui.texts.layout.waiting(count)}</span>
    </span>
  );
}
