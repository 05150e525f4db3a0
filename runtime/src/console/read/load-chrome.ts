import type { MiddlewareHandler } from 'hono';
import { countWork } from '../../flow/read/count-work.ts';
import type { ConsoleEnv } from '../console-env.ts';

/** Reads what the frame of a page shows; stands behind a session, on pages only. */
export const loadChrome: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const viewer = c.get('consoleViewer');
  if (viewer !== undefined) c.set('consoleChrome', await countWork({ ctx: viewer }));
  return next();
};
