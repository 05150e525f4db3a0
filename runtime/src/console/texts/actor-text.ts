import type { Actor } from '../../core/actor.ts';
import type { Ui } from '../ui.ts';

/** Who did something, as a sentence begins: a person by name, others with what they are. */
export function actorText(ui: Ui, actor: Actor): string {
  if (actor.kind === 'system') return ui.texts.history.hub;
  return actor.kind === 'person' ? actor.name : `${actor.name} (${ui.texts.actorKinds[actor.kind]})`;
}
