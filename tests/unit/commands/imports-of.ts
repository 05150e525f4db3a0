import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a module loads by its static imports and theirs: files by their paths, packages by their names. Types do not count. */
export function importsOf(file: string, found = new Set<string>([file])): string[] {
  const source = readFileSync(file, 'utf8');
  for (const [, name = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';$/gm)) {
    const target = name.startsWith('.') ? path.resolve(path.dirname(file), name) : name;
    if (found.has(target)) continue;
    found.add(target);
    if (name.startsWith('.')) importsOf(target, found);
  }
  return [...found];
}
