import type { Ctx } from '../context.ts';

/** Where a vendor sends its webhooks: the token in it is a capability and shown once. */
export const connectionHookUrl = (ctx: Ctx, token: string): string =>
  `${ctx.deps.publicBaseUrl}/hooks/${token}`;
