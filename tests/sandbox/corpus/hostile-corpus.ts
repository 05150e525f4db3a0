import { ALLOCATION } from './allocation.ts';
import { ENDLESS_LOOPS } from './endless-loops.ts';
import { ERRORS } from './errors.ts';
import { ESCAPES } from './escapes.ts';
import { HELPERS_MISUSED } from './helpers.ts';
import type { HostileScript } from './hostile-script.ts';
import { NATIVE_LOOPS } from './native-loops.ts';
import { OBSERVERS } from './observers.ts';
import { OUTPUTS } from './outputs.ts';
import { PATTERNS } from './patterns.ts';
import { POLLUTION } from './pollution.ts';
import { PROMISES } from './promises.ts';
import { RECURSION } from './recursion.ts';

/** Every hostile script by its family. */
export const HOSTILE_CORPUS: [family: string, scripts: HostileScript[]][] = [
  ['endless loops', ENDLESS_LOOPS],
  ['patterns', PATTERNS],
  ['native loops', NATIVE_LOOPS],
  ['allocation', ALLOCATION],
  ['recursion and nesting', RECURSION],
  ['pollution', POLLUTION],
  ['escapes', ESCAPES],
  ['helpers', HELPERS_MISUSED],
  ['promises', PROMISES],
  ['outputs', OUTPUTS],
  ['errors', ERRORS],
  ['observers', OBSERVERS],
];
