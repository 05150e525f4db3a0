import type { Command } from './run-command.ts';

/** What `seikyu invoice …` can do; none of it needs a database. */
const COMMANDS: Record<string, { run: Command; use: string }> = {
  compute: {
    run: async (args) => (await import('./invoice-compute.ts')).invoiceComputeCommand(args),
    use: 'compute IN.json [OUT.json]',
  },
  export: {
    run: async (args) => (await import('./invoice-export.ts')).invoiceExportCommand(args),
    use: 'export --format ubl|xrechnung|jp-pint IN.json OUT.xml',
  },
};

const EXIT_WRONG_USE = 2;

/** Runs a command about an invoice in a file; 2 when there is no such command. */
export async function invoiceCommand([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command.run(args);
  const uses = Object.values(COMMANDS).map(({ use }) => `  seikyu invoice ${use}`);
  process.stderr.write(`Usage:\n${uses.join('\n')}\n`);
  return EXIT_WRONG_USE;
}
