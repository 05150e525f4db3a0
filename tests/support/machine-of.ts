import type { Permission } from '../../runtime/src/core/permissions.ts';
import { issueApiKey } from '../../runtime/src/flow/auth/issue-api-key.ts';
import { resolveApiKey } from '../../runtime/src/flow/auth/resolve-api-key.ts';
import type { Ctx } from '../../runtime/src/flow/context.ts';

/** A program with a key that somebody made, as its requests come in, and the id of the key. */
export async function machineOf(maker: Ctx, permissions: Permission[]): Promise<{ keyId: string; ctx: Ctx }> {
  const { id, key } = await issueApiKey({ ctx: maker, input: { name: 'robot', permissions } });
  return { keyId: id, ctx: await actWithKey(maker, key) };
}

/** What a request with a key may do. */
export async function actWithKey({ deps }: Ctx, key: string): Promise<Ctx> {
  const sent = { key, requestId: 'req_test', allowLookup: () => undefined };
  return (await resolveApiKey(deps, sent)).ctx;
}
