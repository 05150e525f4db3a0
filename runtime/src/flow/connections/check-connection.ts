import { AppError } from '../../core/app-error.ts';
import type { ErrorCode } from '../../core/error-codes.ts';
import { authorise, type Ctx } from '../context.ts';
import { openConnection } from '../find-connection.ts';

/** What a system said when it was asked: that it knows us, or why not. */
export type ConnectionCheck = { ok: true; tookMs: number } | { ok: false; code: ErrorCode; detail: string };

/** A record that exists in no system: asking for it shows whether we are let in, and reads nothing. */
const PROBES: Record<string, { object: string; key: string }> = {
  hubspot: { object: 'deal', key: '0' },
  xero: { object: 'invoice', key: 'seikyu-connection-check' },
};

/** Calls the system of a connection once with its credentials; throws `connection.not_found`. */
export async function checkConnection({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { connectionId: string };
}): Promise<ConnectionCheck> {
  authorise(ctx, 'admin');
  const { clock } = ctx.deps;
  const startedAt = clock.now().getTime();
  try {
    const { connection, connector } = await openConnection(ctx.deps, ctx.organizationId, input.connectionId);
    const probe = PROBES[connection.system];
    if (probe !== undefined) await connector.find(probe.object, probe.key);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'connection.not_found') throw error;
    return { ok: false, code: error.code, detail: error.detail };
  }
  return { ok: true, tookMs: clock.now().getTime() - startedAt };
}
