import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A message as it came in. */
export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/** What the receiver does with a message; `hang` never answers. */
export type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'hang';

/** A receiver of webhooks on loopback: a real HTTP server that keeps what it gets. */
export type Receiver = {
  origin: string;
  /** Everything that came in, oldest first. */
  received: Received[];
  /** Decides the answers from now on, by what came in. */
  answer(next: (message: Received) => Answer): void;
  /** Resolves once so many messages have come in. */
  gets(count: number): Promise<void>;
  /** Is not there any more, as a machine that restarts; `comeBack` opens the same port again. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts one that takes everything with 200. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let decide: (message: Received) => Answer = () => ({ status: 200 });
  const server = createServer((request, response: ServerResponse) => {
    void text(request).then((body) => {
      const message = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
      };
      received.push(message);
      const answer = decide(message);
      for (const { resolve } of waiting.filter(({ count }) => received.length >= count)) resolve();
      if (answer === 'hang') return;
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    answer: (next) => {
      decide = next;
    },
    gets: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
    goDown: () => close(server),
    comeBack: async () => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    stop: () => close(server),
  };
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
