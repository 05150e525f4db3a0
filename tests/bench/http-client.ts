import { once } from 'node:events';
import { connect } from 'node:net';

/** One kept connection that sends one request after the other. */
export type HttpClient = {
  /** Returns the status; the answer's body is read and dropped. */
  post(path: string, headers: Record<string, string>, body: string): Promise<number>;
  /** Sends a request that `toRequest` wrote; returns the status. */
  send(request: Buffer): Promise<number>;
  close(): void;
};

/** A request as it goes over the wire. */
export function toRequest(
  url: string,
  path: string,
  headers: Record<string, string>,
  body: string,
  method: 'GET' | 'POST' = 'POST',
): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\ncontent-length: ${length}\r\n${lines.join('')}\r\n${body}`,
  );
}

/**
 * Opens a client that does as little as a load generator can: it shares the machine with what it measures, and Node's
 * own client takes more of it than the hub does. Understands answers with a Content-Length only.
 */
export async function openHttpClient(url: string): Promise<HttpClient> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let waiting: { resolve: (status: number) => void; reject: (cause: Error) => void } | undefined;
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    received += chunk;
    const end = received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const length = /content-length: (\d+)/i.exec(received)?.[1];
    if (length === undefined || received.length < end + 4 + Number(length)) return;
    const status = Number(received.slice(9, 12));
    received = '';
    waiting?.resolve(status);
  });
  const fail = (): void => waiting?.reject(new Error('the connection ended'));
  socket.on('error', fail).on('close', fail);
  const send = (request: Buffer): Promise<number> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      socket.write(request);
    });
  return {
    send,
    post: (path, headers, body) => send(toRequest(url, path, headers, body)),
    close: () => socket.destroy(),
  };
}
