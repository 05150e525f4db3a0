import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request that it takes and says so; anything else is left to whoever comes next. */
export type RequestListener = (
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  isStopping: boolean,
) => boolean;
