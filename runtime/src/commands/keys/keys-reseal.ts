import { parseArgs } from 'node:util';
import { AppError } from '../../core/app-error.ts';
import type { FlowDeps } from '../../flow/context.ts';
import { findOtherProcesses } from '../../flow/keys/find-other-processes.ts';
import { resealAll } from '../../flow/keys/reseal-all.ts';
import { withOrganizations } from '../with-organizations.ts';

/**
 * Seals everything that is not under the first key anew and tells how far it is. It may be stopped at any time and begun
 * again. 1 when something is left that no key at hand opens, with its place on stderr, or while another process of the
 * hub seals with another key.
 */
export async function keysResealCommand(args: string[]): Promise<number> {
  parseArgs({ args, options: {}, allowPositionals: false });
  return withOrganizations(undefined, async (organizations, deps) => {
    await refuseOtherProcesses(deps);
    const nameOf = new Map(organizations.map(({ name, ctx }) => [ctx.organizationId, name]));
    const contexts = organizations.map(({ ctx }) => ctx);
    let [resealedCount, unreadableCount] = [0, 0];
    for await (const step of resealAll(deps, contexts)) {
      const { organizationId, name } = step;
      const owner =
        organizationId === null ? 'all accounts' : `${nameOf.get(organizationId)} (${organizationId})`;
      if (step.resealedCount > 0) {
        process.stdout.write(`${owner}: ${name}, ${step.resealedCount} sealed anew\n`);
      }
      process.stderr.write(
        step.unreadable.map((id) => `${owner}: ${name} of ${id} opens with no key at hand\n`).join(''),
      );
      resealedCount += step.resealedCount;
      unreadableCount += step.unreadable.length;
    }
    process.stdout.write(`Done: ${resealedCount} values sealed anew with key ${deps.secretBox.keyIds[0]}.\n`);
    return unreadableCount === 0 ? 0 : 1;
  });
}

/** A process that does not have the new key could open nothing of what is sealed anew. */
async function refuseOtherProcesses(deps: FlowDeps): Promise<void> {
  const others = await findOtherProcesses(deps);
  if (others.length === 0) return;
  const keys = others.map((keyId) => (keyId === null ? 'an older version' : `key ${keyId}`)).join(', ');
  throw new AppError('config.invalid', {
    detail: `Another process of the hub seals with ${keys}. Start it anew with key ${deps.secretBox.keyIds[0]} first.`,
  });
}
