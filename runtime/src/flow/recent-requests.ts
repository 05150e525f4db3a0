import type { FlowDeps } from './context.ts';

/** The organization that asked last, and the last other one, each with when. */
type Recent = { last: Asked; beforeIt: Asked };
type Asked = { organizationId: string; atMs: number };

/** Who asked within it is somebody who waits for answers now. */
const RECENT_MS = 1_000;
const NOBODY: Asked = { organizationId: '', atMs: Number.NEGATIVE_INFINITY };

const recentOfDeps = new WeakMap<FlowDeps, Recent>();

/** Notes that somebody of an organization asks this process for something; instants are those of `performance.now`. */
export function noteRequest(deps: FlowDeps, organizationId: string, nowMs: number): void {
  const recent = recentOfDeps.get(deps) ?? { last: NOBODY, beforeIt: NOBODY };
  recentOfDeps.set(deps, recent);
  if (recent.last.organizationId !== organizationId) recent.beforeIt = recent.last;
  recent.last = { organizationId, atMs: nowMs };
}

/** Whether somebody of another organization asked this process for something within the last second. */
export function areOthersServed(deps: FlowDeps, organizationId: string, nowMs: number): boolean {
  const { last, beforeIt } = recentOfDeps.get(deps) ?? { last: NOBODY, beforeIt: NOBODY };
  const other = last.organizationId === organizationId ? beforeIt : last;
  return nowMs - other.atMs < RECENT_MS;
}
