import type { Actor } from '../../core/actor.ts';

/** Who may not decide a request: who made, last edited or submitted what it is about (model.md E4). */
export function excludedPeople(
  invoice: { createdBy: Actor; lastEditedBy: Actor },
  request: { requestedBy: Actor },
): string[] {
  return [invoice.createdBy, invoice.lastEditedBy, request.requestedBy]
    .filter(({ kind }) => kind === 'person')
    .map(({ id }) => id);
}
