import type { Command } from './run-command.ts';

/** What `seikyu billing …` can do; none of it needs a database. */
const COMMANDS: Record<string, { run: Command; use: string }> = {
  preview: {
    run: async (args) => (await import('./billing-preview.ts')).billingPreviewCommand(args),
    use: 'preview CONTRACT.json --from DATE --to DATE [--facts FACTS.json] [--json]',
  },
};

const EXIT_WRONG_USE = 2;

/** Runs a command about the billing of a contract in a file; 2 when there is no such command. */
export async function billingCommand([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command.run(args);
  const uses = Object.values(COMMANDS).map(({ use }) => `  seikyu billing ${use}`);
  process.stderr.write(`Usage:\n${uses.join('\n')}\n`);
  return EXIT_WRONG_USE;
}
