import { once } from 'node:events';
import { createServer } from 'node:http';

/** A server on loopback for what a workflow posts elsewhere. */
export type Receiver = {
  url: string;
  /** The bodies that came, oldest first. */
  bodies: string[];
  stop(): Promise<void>;
};

/** Starts one. What `onRequest` does is done before the answer. */
export async function startReceiver(
  onRequest: () => Promise<void> = async () => undefined,
): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    await onRequest();
    bodies.push(Buffer.concat(chunks).toString('utf8'));
    response.setHeader('content-type', 'application/json').end('{"ok":true}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    bodies,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
