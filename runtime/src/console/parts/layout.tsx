/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Ui, Viewer } from '../ui.ts';
import { Head } from './head.tsx';
import { Languages } from './languages.tsx';
import { Mark } from './mark.tsx';
import { Navigation } from './navigation.tsx';
import type { PageName } from './navigation-items.ts';
import { PERSON_MENU, PersonButton, PersonMark, PersonMenu } from './person-menu.tsx';
import { Shortcuts } from './shortcuts.tsx';

type LayoutProps = PropsWithChildren<{
  ui: Ui;
  title: string;
  /** The page of the navigation that this is, or belongs to. */
  current?: PageName | undefined;
  /** For pages that use the whole width, such as the board. */
  isWide?: boolean;
}>;

/** The frame of every page: navigation and person beside it for those who are signed in, languages alone for others. */
export function Layout({ ui, title, current, isWide = false, children }: LayoutProps) {
  return (
    <html lang={ui.locale}>
      <Head ui={ui} title={title} />
      <body>
        <a class="skip" href="#content">
          {ui.texts.layout.skip}
        </a>
        {ui.viewer === null ? (
          <Alone ui={ui}>{children}</Alone>
        ) : (
          <Frame ui={ui} viewer={ui.viewer} current={current} isWide={isWide}>
            {children}
          </Frame>
        )}
      </body>
    </html>
  );
}

type FrameProps = {
  ui: Ui;
  viewer: Viewer;
  current: PageName | undefined;
  isWide: boolean;
  children?: Child;
};

function Frame({ ui, viewer, current, isWide, children }: FrameProps) {
  return (
    <div class="frame">
      <PhoneBar ui={ui} viewer={viewer} />
      <header class="side" id="pages" popover="auto">
        <Brand />
        <Navigation ui={ui} viewer={viewer} current={current} />
        <div class="side-foot">
          <PersonButton ui={ui} viewer={viewer} />
        </div>
      </header>
      <main id="content" class={isWide ? 'board-wide' : undefined} tabindex={-1}>
        {children}
      </main>
      <PersonMenu ui={ui} viewer={viewer} />
      <Shortcuts ui={ui} />
    </div>
  );
}

/** On a phone the navigation is a drawer behind this bar. */
function PhoneBar({ ui, viewer }: { ui: Ui; viewer: Viewer }) {
  return (
    <header class="phone-bar">
      <button class="icon-button" type="button" popovertarget="pages" aria-label={ui.texts.layout.openPages}>
        <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
          <path d="M3 5.5h14M3 10h14M3 14.5h14" />
        </svg>
      </button>
      <Brand />
      <button
        class="icon-button"
        type="button"
        popovertarget={PERSON_MENU}
        aria-label={ui.texts.layout.personMenu}
      >
        <PersonMark viewer={viewer} />
      </button>
    </header>
  );
}

function Brand() {
  return (
    <a class="brand" href="/">
      <Mark />
      Seikyu
    </a>
  );
}

function Alone({ ui, children }: { ui: Ui; children?: Child }) {
  return (
    <div class="alone">
      <header class="alone-bar">
        <Brand />
        <Languages ui={ui} />
      </header>
      <main id="content" tabindex={-1}>
        {children}
      </main>
    </div>
  );
}
