import type { Ctx } from '../../../flow/context.ts';
import type { RulesVersionView } from '../../../flow/rules/read-rules-version.ts';
import { simulateRules } from '../../../flow/rules/simulate-rules.ts';
import { draftToDefinition } from './draft-definition.ts';
import type { CheckedDraft, Tried } from './load-builder.ts';
import { refuseTyping } from './refuse-typing.ts';

/** Tries what is typed on past invoices; nothing of it is stored. Throws `rules.definition_invalid`. */
export async function tryDraft(ctx: Ctx, view: RulesVersionView, checked: CheckedDraft): Promise<Tried> {
  refuseTyping(checked);
  const input = { entityId: view.entity.id, definition: draftToDefinition(checked.draft) };
  return { kind: 'simulated', simulation: await simulateRules({ ctx, input }) };
}
