import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** What people call a mapping: its system and object, the object by the system's own word where it has one. */
export function mappingName(
  { texts }: Pick<Ui, 'texts'>,
  { system, object }: Pick<VersionRow, 'system' | 'object'>,
): string {
  const { objects } = texts.mappings;
  const own = `${system}-${object}`;
  const named = nameOf(objects, Object.hasOwn(objects, own) ? own : object);
  return `${nameOf(texts.connections.systems, system)} · ${named}`;
}
