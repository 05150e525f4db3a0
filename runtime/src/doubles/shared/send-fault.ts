import { gzipSync } from 'node:zlib';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { DoubleResponse, VendorErrors } from './double-types.ts';
import type { Fault, Faults } from './faults.ts';
import { sendDoubleResponse } from './send-double-response.ts';

type FaultContext = {
  env: HttpBindings;
  faults: Faults;
  errors: VendorErrors;
  /** Handles the call as if nothing were wrong; its effects stay. */
  handle: () => Promise<DoubleResponse>;
};

const JSON_TYPE = { 'content-type': 'application/json' };

/** Answers one call the way its fault says. */
export async function sendFault(fault: Fault, context: FaultContext): Promise<Response> {
  switch (fault.kind) {
    case 'status':
      return sendDoubleResponse({ body: null, ...fault });
    case 'rate_limit':
      return sendDoubleResponse(context.errors.rateLimited(fault.retryAfterSeconds));
    case 'commit_then_hang_up':
      await context.handle();
      return hangUp(context.env);
    case 'hang':
      await context.faults.untilReleased();
      return hangUp(context.env);
    case 'garbage':
      return new Response('{"id": "1", "properties": {"amou', { headers: JSON_TYPE });
    case 'oversize':
      return new Response(JSON.stringify({ filler: 'x'.repeat((fault.bytes ?? 32 * 1024 * 1024) - 13) }), {
        headers: JSON_TYPE,
      });
    case 'truncated_gzip': {
      const whole = gzipSync(JSON.stringify((await context.handle()).body));
      return new Response(whole.subarray(0, whole.length >> 1), {
        headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
      });
    }
    case 'slow_body': {
      const { body } = await context.handle();
      return new Response(dripping(JSON.stringify(body), context.faults), { headers: JSON_TYPE });
    }
  }
}

function hangUp(env: HttpBindings): Response {
  env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

function dripping(text: string, faults: Faults): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(bytes.subarray(0, 1));
      await faults.untilReleased();
      controller.enqueue(bytes.subarray(1));
      controller.close();
    },
  });
}
