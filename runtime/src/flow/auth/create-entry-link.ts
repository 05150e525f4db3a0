import { assert } from '../../core/assert.ts';
import type { FlowDeps } from '../context.ts';
import { isDemoOrganization } from '../setup/demo-organization.ts';
import { openSession } from './open-session.ts';

/**
 * Makes a session of a person of the demo's organization and returns the link that opens it in a browser, without a
 * password and without a second factor. The link is as good as both until it expires: it is printed to the terminal of
 * whoever runs the demo, and nowhere else. Every other organization signs in.
 */
export async function createEntryLink(
  deps: FlowDeps,
  input: { organizationId: string; personId: string },
): Promise<string> {
  assert(await isDemoOrganization(deps, input.organizationId), 'only the demo has entry links');
  const token = await openSession(deps, { ...input, isEntryLink: true });
  return `${deps.publicBaseUrl}/enter/${token}`;
}
