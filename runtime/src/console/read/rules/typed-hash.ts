import { createHash } from 'node:crypto';
import { stableJson } from '../../../core/stable-json.ts';
import { draftToDefinition } from './draft-definition.ts';
import type { CheckedDraft } from './load-builder.ts';

/** A hash over the rules as typed, and what of them is wrong: two forms with the same one are tried with the same result. */
export function typedHash({ draft, verdict }: CheckedDraft): string {
  const typed = { definition: draftToDefinition(draft), problems: verdict.problems };
  return createHash('sha256').update(stableJson(typed)).digest('hex');
}
