import { type CommandGroup, runCommandOfGroup } from './command-group.ts';

/** What `seikyu billing …` can do; none of it needs a database. */
const COMMANDS: CommandGroup = {
  preview: {
    run: async (args) => (await import('./billing-preview.ts')).billingPreviewCommand(args),
    use: 'preview CONTRACT.json --from DATE --to DATE [--facts FACTS.json] [--json]',
  },
};

/** Runs a command about the billing of a contract in a file; 2 when there is no such command. */
export const billingCommand = (args: string[]): Promise<number> =>
  runCommandOfGroup('billing', COMMANDS, args);
