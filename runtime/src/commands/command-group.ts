import type { Command } from './run-command.ts';

/** The commands of one word, each with how it is called: `seikyu <word> <use>`. */
export type CommandGroup = Record<string, { run: Command; use: string }>;

const EXIT_WRONG_USE = 2;

/** Runs the command of a group that the first argument names; returns 2, with all of them on stderr, when there is none. */
export async function runCommandOfGroup(
  word: string,
  commands: CommandGroup,
  [name = '', ...args]: string[],
): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command.run(args);
  const uses = Object.values(commands).map(({ use }) => `  seikyu ${word} ${use}`);
  process.stderr.write(`Usage:\n${uses.join('\n')}\n`);
  return EXIT_WRONG_USE;
}
