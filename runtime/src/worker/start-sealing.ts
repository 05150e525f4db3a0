import type { FlowDeps } from '../flow/context.ts';
import { repeatUntilStopped } from './repeat-until-stopped.ts';
import { sealOrganizations } from './seal-organizations.ts';

/** An entry is sealed about this long after its commit; the bound that is promised is five seconds. */
const PAUSE_MS = 1_000;

/**
 * Seals the audit trails of all organizations once a second until it is stopped; then once more. No job of the queue, since
 * one a second and organization would fill it; a failure is in the log, and the job that anchors the trail fails as well.
 */
export function startSealing(deps: FlowDeps): { stop(): Promise<void> } {
  const repeating = repeatUntilStopped(PAUSE_MS, () => sealOrganizations(deps));
  return {
    stop: async () => {
      await repeating.stop();
      await sealOrganizations(deps);
    },
  };
}
