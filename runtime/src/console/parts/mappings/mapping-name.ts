import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** What people call a mapping: its system and object. */
export const mappingName = (
  { texts }: Ui,
  { system, object }: Pick<VersionRow, 'system' | 'object'>,
): string => `${nameOf(texts.connections.systems, system)} · ${nameOf(texts.mappings.objects, object)}`;
