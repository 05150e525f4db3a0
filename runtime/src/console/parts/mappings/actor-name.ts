import type { Actor } from '../../../core/actor.ts';
import type { Ui } from '../../ui.ts';

/** Who it was; a version that came with the hub has nobody. */
export const actorName = ({ texts }: Ui, actor: Actor | null): string =>
  actor === null || actor.kind === 'system' ? texts.mappings.byHub : actor.name;
