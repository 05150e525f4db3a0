import type { Context } from 'hono';
import type { Ctx, FlowDeps } from '../flow/context.ts';
import type { CodeEditorAsset } from './code-editor-asset.ts';
import type { Assets } from './load-assets.ts';
import type { Chrome } from './read/load-chrome.ts';

/** What a request carries: who looks, behind a session, what the frame shows, and its id where the app around the console gave one. */
export type ConsoleEnv = {
  Variables: {
    consoleViewer: Ctx | undefined;
    consoleChrome: Chrome | undefined;
    requestId: string | undefined;
  };
};

/** A request as the console's handlers see it. */
export type ConsoleContext = Context<ConsoleEnv>;

/** What every handler of the console works with; made once when it is mounted. */
export type Console = { deps: FlowDeps; assets: Assets; codeEditor: CodeEditorAsset };
