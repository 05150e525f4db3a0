import type { Context } from 'hono';
import type { Ctx, FlowDeps } from '../flow/context.ts';
import type { Asset } from './load-assets.ts';

/** What the session middleware leaves for the pages behind it: who looks. */
export type ConsoleEnv = { Variables: { consoleViewer: Ctx | undefined } };

/** A request as the console's handlers see it. */
export type ConsoleContext = Context<ConsoleEnv>;

/** What every handler of the console works with; made once when it is mounted. */
export type Console = { deps: FlowDeps; assets: { css: Asset; js: Asset } };
