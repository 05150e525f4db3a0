import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server on loopback, what it received, and its sockets for those who want to cut them. */
export type MailServer = {
  url: string;
  mails: ParsedMail[];
  raw: string[];
  recipients: string[][];
  cut(): void;
  stop(): Promise<void>;
};

/** Starts a server without TLS that takes everything unless the options say otherwise. */
export async function startMailServer(
  optionsOf: (server: MailServer) => SMTPServerOptions = () => ({}),
): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const handle: MailServer = {
    url: '',
    mails: [],
    raw: [],
    recipients: [],
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const bytes = Buffer.concat(chunks);
        handle.mails.push(await simpleParser(bytes));
        handle.raw.push(bytes.toString('utf8'));
        handle.recipients.push(session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
    ...optionsOf(handle),
  });
  // What a cut connection reports is what the test is about.
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  handle.url = `smtp://127.0.0.1:${port}`;
  return handle;
}
