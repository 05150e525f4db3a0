import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten';
import { HELPERS } from '../../core/mapping/helpers/table.ts';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';

/** First letter of an answer; the rest is JSON text or the reason of a refusal. */
export const ANSWER_TAGS = { value: 'V', refused: 'R' } as const;

/**
 * The guest's way to the helpers of the hub: `(name, arguments as JSON) => tagged answer`. Text goes in and text
 * comes out, so that nothing of ours is within reach of a script, and an error of a script is one of its own realm.
 */
export function createGuestCall(context: QuickJSContext): QuickJSHandle {
  return context.newFunction('callHub', (name, args) =>
    context.newString(answer(context.getString(name), context.getString(args))),
  );
}

function answer(name: string, json: string): string {
  if (json.length > SANDBOX_LIMITS.helperInputMaxChars)
    return refuse(name, `takes at most ${SANDBOX_LIMITS.helperInputMaxChars} characters`);
  const args: unknown = JSON.parse(json);
  const called = HELPERS.get(name)?.call(Array.isArray(args) ? args : []);
  if (called === undefined) return refuse(name, 'is no helper');
  return called.ok ? `${ANSWER_TAGS.value}${JSON.stringify(called.value)}` : refuse(name, called.reason);
}

const refuse = (name: string, reason: string): string => `${ANSWER_TAGS.refused}${name}: ${reason}`;
