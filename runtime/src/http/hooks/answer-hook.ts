import type { BodySource } from '../body-source.ts';
import type { PublicServices } from '../public-services.ts';
import { readBody } from '../read-body.ts';

/** A vendor's request as it came. `target` is path and query exactly as sent: the signature covers every escape. */
export type HookRequest = {
  token: string;
  method: string;
  target: string;
  headers: Record<string, string>;
  body: BodySource;
};

/** Takes a vendor's request; settles once everything is stored, which is answered by an empty 200. */
export async function answerHook(services: PublicServices, request: HookRequest): Promise<void> {
  const { hookBodyMaxBytes, bodyTimeoutMs } = services.limits;
  const body = await readBody(request.body, { maxBytes: hookBodyMaxBytes, timeoutMs: bodyTimeoutMs });
  await services.receive(request.token, {
    method: request.method,
    // Never from Host or X-Forwarded-*: the caller chooses those, and signatures cover the URL.
    url: `${services.publicBaseUrl}${request.target}`,
    headers: request.headers,
    body,
    receivedAtMs: services.nowMs(),
  });
}
