import type { Texts } from '../texts/en.ts';
import type { FormValues } from './read-form.ts';

const PASSWORD_MIN_CHARS = 12;
const PASSWORD_MAX_CHARS = 128;

/** What is wrong with a new password that was typed twice, by field; empty when nothing is. */
export function checkNewPassword(
  { newPassword = '', repeat }: FormValues,
  texts: Texts,
): Record<string, string> {
  if (newPassword.length < PASSWORD_MIN_CHARS || newPassword.length > PASSWORD_MAX_CHARS) {
    return { newPassword: texts.signIn.passwordWrong };
  }
  return newPassword === repeat ? {} : { repeat: texts.signIn.join.mismatch };
}
