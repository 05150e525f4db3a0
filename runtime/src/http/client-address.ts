import { isIP } from 'node:net';
import { z } from 'zod';

const NodeEnvironment = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }),
});

/** What stands for an address that is not known, so that such requests share one limit. */
const UNKNOWN = '0.0.0.0';

/** What is asked of a request here. */
type Request = { env: unknown; req: { header(name: string): string | undefined } };

/**
 * The network address of whoever sent a request: the connection's own, or behind a proxy the last one that the named
 * header holds, which the proxy itself wrote. What stands before it in the header may be anything.
 */
export function clientAddress(c: Request, header: string | undefined): string {
  const named = header === undefined ? undefined : c.req.header(header)?.split(',').at(-1)?.trim();
  if (named !== undefined && isIP(named) !== 0) return named;
  const environment = NodeEnvironment.safeParse(c.env);
  const own = environment.success ? environment.data.incoming.socket.remoteAddress : '';
  return isIP(own) === 0 ? UNKNOWN : own;
}
