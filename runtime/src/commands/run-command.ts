import { AppError } from '../core/app-error.ts';
import { escapeControls } from '../core/escape-controls.ts';

/** One command of the line: its arguments in, its exit code out. */
export type Command = (args: string[]) => Promise<number>;

// What a start does not need is loaded when it is asked for: every start counts in tenths of a second.
const COMMANDS: Record<string, { run: Command; help: string }> = {
  start: {
    run: async (args) => (await import('./serve.ts')).serveCommand(args, { serves: true, works: true }),
    help: 'serve HTTP and run jobs, on the embedded Postgres unless DATABASE_URL is set',
  },
  serve: {
    run: async (args) => (await import('./serve.ts')).serveCommand(args, { serves: true, works: false }),
    help: 'serve HTTP only',
  },
  work: {
    run: async (args) => (await import('./serve.ts')).serveCommand(args, { serves: false, works: true }),
    help: 'run jobs only',
  },
  migrate: {
    run: async (args) => (await import('./migrate.ts')).migrateCommand(args),
    help: 'bring the database schema up to date',
  },
  demo: {
    run: async (args) => (await import('./demo.ts')).demoCommand(args),
    help: 'play the whole loop with sample data and stay up (--once ends afterwards, --n8n starts n8n beside it)',
  },
  invoice: {
    run: async (args) => (await import('./invoice.ts')).invoiceCommand(args),
    help: 'compute an invoice from a draft in a file, without a database: compute IN.json [OUT.json]',
  },
  billing: {
    run: async (args) => (await import('./billing.ts')).billingCommand(args),
    help: 'show the invoices that a contract in a file will give, without a database: preview CONTRACT.json --from --to',
  },
  mapping: {
    run: async (args) => (await import('./mapping.ts')).mappingCommand(args),
    help: 'test or run a mapping in a folder, without a database: test DIR [--update], run DIR < RECORDS.ndjson',
  },
  audit: {
    run: async (args) => (await import('./audit.ts')).auditCommand(args),
    help: 'check the audit trail (verify), or take personal data out of it (blank)',
  },
  'keys create': {
    run: async (args) => (await import('./create-key.ts')).createKeyCommand(args),
    help: 'make an API key: --organization NAME --name TEXT --permissions a,b',
  },
  'keys status': {
    run: async (args) => (await import('./keys/keys-status.ts')).keysStatusCommand(args),
    help: 'tell what stands under which sealing key, and which key can be taken away',
  },
  'keys rotate': {
    run: async (args) => (await import('./keys/keys-rotate.ts')).keysRotateCommand(args),
    help: 'make a new sealing key in the data folder, or tell which variables to set',
  },
  'keys reseal': {
    run: async (args) => (await import('./keys/keys-reseal.ts')).keysResealCommand(args),
    help: 'seal all stored secrets anew with the first sealing key',
  },
  'keys remove': {
    run: async (args) => (await import('./keys/keys-remove.ts')).keysRemoveCommand(args),
    help: 'take a sealing key that has nothing left to open out of the data folder: --key ID',
  },
  'keys forget': {
    run: async (args) => (await import('./keys/keys-forget.ts')).keysForgetCommand(args),
    help: 'start without a sealing key that is lost; what it sealed stays closed: --key ID --reason TEXT',
  },
  'people reset-second-factor': {
    run: async (args) => (await import('./reset-second-factor.ts')).resetSecondFactorCommand(args),
    help: 'take away the second factor of somebody locked out: --organization NAME --email ADDRESS',
  },
};

const EXIT_REFUSED = 1;
const EXIT_WRONG_USE = 2;

/** Runs a command; returns 0, 1 for what was refused (reason on stderr), or 2 for wrong use. */
export async function runCommand(args: string[]): Promise<number> {
  const name = [args.slice(0, 2).join(' '), args[0] ?? ''].find((candidate) =>
    Object.hasOwn(COMMANDS, candidate),
  );
  const command = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || command === undefined) {
    process.stderr.write(usage());
    return EXIT_WRONG_USE;
  }
  try {
    return await command.run(args.slice(name.split(' ').length));
  } catch (cause) {
    if (isWrongUse(cause)) {
      process.stderr.write(`${cause.message}\n\n${usage()}`);
      return EXIT_WRONG_USE;
    }
    if (cause instanceof AppError) {
      process.stderr.write(`${cause.code}: ${escapeControls(cause.detail)}\n`);
      return EXIT_REFUSED;
    }
    throw cause;
  }
}

/** What node:util throws for an option that a command does not know. */
function isWrongUse(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS');
}

function usage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { help }]) => `  seikyu ${name.padEnd(12)} ${help}`);
  return `Usage:\n${rows.join('\n')}\n`;
}
