import { type CommandGroup, runCommandOfGroup } from './command-group.ts';

/** What `seikyu invoice …` can do; none of it needs a database. */
const COMMANDS: CommandGroup = {
  compute: {
    run: async (args) => (await import('./invoice-compute.ts')).invoiceComputeCommand(args),
    use: 'compute IN.json [OUT.json]',
  },
  export: {
    run: async (args) => (await import('./invoice-export.ts')).invoiceExportCommand(args),
    use: 'export --format ubl|xrechnung|jp-pint IN.json OUT.xml',
  },
};

/** Runs a command about an invoice in a file; 2 when there is no such command. */
export const invoiceCommand = (args: string[]): Promise<number> =>
  runCommandOfGroup('invoice', COMMANDS, args);
