import type { Console, ConsoleContext } from './console-env.ts';
import { localeOf } from './locale-of.ts';
import { textsOf } from './texts/texts-of.ts';
import type { Ui } from './ui.ts';

/** What the parts of a request's page need. `path` is where the language switch leads, the request's own when absent. */
export function uiOf(c: ConsoleContext, { deps, assets }: Console, path = c.req.path): Ui {
  const locale = localeOf(c);
  const viewer = c.get('consoleViewer');
  const chrome = c.get('consoleChrome');
  const texts = textsOf(locale);
  return {
    locale,
    texts,
    path,
    viewer:
      viewer === undefined
        ? null
        : {
            name: viewer.actor.name,
            roles: viewer.roles,
            permissions: viewer.permissions,
            work: chrome?.work ?? null,
          },
    roleNames: { ...chrome?.roleNames, ...texts.roles },
    now: deps.clock.now(),
    assets: { css: assets.css.path, js: assets.js.path, htmx: assets.htmx.path },
  };
}
