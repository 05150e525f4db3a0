import type { Program } from 'acorn';
import { fail, ok, type Result } from '../../core/result.ts';

/** The guest's function that freezes what it is given and everything below it. */
const SEAL = 'deepFreeze';

/**
 * The script with its module-level constants and functions frozen after it was loaded, so that a record cannot leave
 * anything behind for the next one. Line numbers stay. Refuses a script that takes the name of what freezes it.
 */
export function sealScript(script: string, program: Program): Result<string> {
  const names = listNames(program);
  if (names.includes(SEAL)) return fail(`the name ${SEAL} is taken`);
  return ok(`${script}\n;${SEAL}(${names.join(', ')});`);
}

function listNames(program: Program): string[] {
  return program.body.flatMap((statement) => {
    switch (statement.type) {
      case 'VariableDeclaration':
        return statement.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return [statement.id.name];
      default:
        return [];
    }
  });
}
