import type { Program } from 'acorn';
import { fail, ok, type Result } from '../../core/result.ts';
import { parseScript } from './parse-script.ts';

/** The guest's function that freezes what it is given and everything below it. */
const SEAL = 'deepFreeze';

/**
 * The script with its module-level constants and functions frozen after it was loaded, so that a record cannot leave
 * anything behind for the next one. Line numbers stay. Refuses what is no JavaScript.
 */
export function sealScript(script: string): Result<string> {
  const parsed = parseScript(script);
  if (!parsed.ok) return fail(`line ${parsed.line}: ${parsed.detail}`);
  const names = listNames(parsed.program);
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
