import type { Context } from 'hono';
import type { Locale } from '../core/invoice/document.ts';
import type { Ctx } from '../flow/context.ts';

/** What the console's middleware leaves for its pages: the language, and on pages behind a session who looks. */
export type ConsoleEnv = { Variables: { consoleLocale: Locale; consoleViewer: Ctx } };

/** A request as the console's handlers see it. */
export type ConsoleContext = Context<ConsoleEnv>;
