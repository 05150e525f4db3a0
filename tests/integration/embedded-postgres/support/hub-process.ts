import { readProcessMark } from '../../../../runtime/src/adapters/embedded-postgres/read-process-mark.ts';
import { startEmbeddedPostgres } from '../../../../runtime/src/adapters/embedded-postgres/start-embedded-postgres.ts';
import { AppError } from '../../../../runtime/src/core/app-error.ts';

/** A hub of its own: starts on the folder it is given, tells what came of it, and stops when its stdin ends. */
const [dataDir = '', portText] = process.argv.slice(2);
const tell = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);
// A real hub finishes its work on Ctrl-C before it stops the database.
process.on('SIGINT', () => tell({ kind: 'interrupted' }));

try {
  const server = await startEmbeddedPostgres({
    dataDir,
    log: (line) => tell({ kind: 'log', line }),
    ...(portText === undefined ? {} : { port: Number.parseInt(portText, 10) }),
  });
  const { url, port, isAdopted } = server;
  tell({ kind: 'ready', url, port, isAdopted, mark: readProcessMark(process.pid) });
  for await (const _ of process.stdin);
  await server.stop();
} catch (error) {
  const refused =
    error instanceof AppError ? { code: error.code, detail: error.detail } : { code: 'unknown' };
  tell({ kind: 'refused', detail: String(error), ...refused });
}
