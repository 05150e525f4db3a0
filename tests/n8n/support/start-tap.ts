import { once } from 'node:events';
import { createServer } from 'node:http';

/** A request as it went through. */
export type TappedRequest = { method: string; path: string; body: string };

/** A proxy before the hub, to see what n8n asks of it. */
export type Tap = { url: string; requests: TappedRequest[]; stop(): Promise<void> };

/** Starts one on loopback that hands everything on to `target`. */
export async function startTap(target: string): Promise<Tap> {
  const requests: TappedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = 'GET', url: path = '/' } = request;
    requests.push({ method, path, body: body.toString('utf8') });
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body.length === 0 ? {} : { body }),
    });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
