import type { Ctx } from '../../../flow/context.ts';
import type { RulesVersionRow } from '../../../flow/rules/get-rules-version.ts';
import { isRulesEditor, refuseRulesViewer } from '../../read/rules/rules-rights.ts';
import type { Ui } from '../../ui.ts';
import { actorName } from '../mappings/actor-name.ts';

/** Whose turn it is with a version that is not in force yet, in words. */
export function whoseRulesTurn(
  ui: Ui,
  viewer: Ctx,
  { version, isBarred }: { version: RulesVersionRow; isBarred: boolean },
): { text: string; isMine: boolean } {
  const { turn } = ui.texts.rules;
  const isEditor = isRulesEditor(viewer, version);
  const mayDecide =
    refuseRulesViewer(viewer, version.entityId) === null &&
    !(isEditor && isBarred) &&
    viewer.actor.kind === 'person';
  switch (version.status) {
    case 'draft':
      return isEditor
        ? { text: turn.yourDraft, isMine: true }
        : { text: turn.draftOf(actorName(ui, version.author)), isMine: false };
    case 'in_review':
      return { text: mayDecide ? turn.yourReview : turn.reviewOf, isMine: mayDecide };
    case 'reviewed':
      return { text: mayDecide ? turn.yourPublish : turn.publishOf, isMine: mayDecide };
    default:
      return { text: '', isMine: false };
  }
}
