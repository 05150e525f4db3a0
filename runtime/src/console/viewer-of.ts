import { assert } from '../core/assert.ts';
import type { Ctx } from '../flow/context.ts';
import type { ConsoleContext } from './console-env.ts';

/** Who looks at a page behind a session; an assertion on a page that is not behind one. */
export function viewerOf(c: ConsoleContext): Ctx {
  const viewer = c.get('consoleViewer');
  assert(viewer !== undefined, 'a page behind a session has a viewer');
  return viewer;
}
