import type { MiddlewareHandler } from 'hono';
import { countWork, type WorkCounts } from '../../flow/read/count-work.ts';
import { listRoleNames } from '../../flow/read/list-role-names.ts';
import type { ConsoleEnv } from '../console-env.ts';

/** What the frame of a page shows, and the names that any of its parts may need. */
export type Chrome = { work: WorkCounts; roleNames: Record<string, string> };

/** Reads what the frame of a page shows; stands behind a session, on pages only. */
export const loadChrome: MiddlewareHandler<ConsoleEnv> = async (c, next) => {
  const viewer = c.get('consoleViewer');
  if (viewer !== undefined) {
    const work = await countWork({ ctx: viewer });
    c.set('consoleChrome', { work, roleNames: await listRoleNames({ ctx: viewer }) });
  }
  return next();
};
