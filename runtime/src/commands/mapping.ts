import { type CommandGroup, runCommandOfGroup } from './command-group.ts';

/** What `seikyu mapping …` can do; none of it needs a database. */
const COMMANDS: CommandGroup = {
  test: {
    run: async (args) => (await import('./mapping-test.ts')).mappingTestCommand(args),
    use: 'test DIR [--update]',
  },
  run: {
    run: async (args) => (await import('./mapping-run.ts')).mappingRunCommand(args),
    use: 'run DIR < RECORDS.ndjson',
  },
};

/** Runs a command about a mapping in a folder; 2 when there is no such command. */
export const mappingCommand = (args: string[]): Promise<number> =>
  runCommandOfGroup('mapping', COMMANDS, args);
