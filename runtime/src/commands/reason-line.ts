import { escapeControls } from '../core/escape-controls.ts';
import type { Finding } from '../core/validation/finding.ts';

/** Why something was refused, as one line of standard error; what a file says does nothing to the terminal. */
export const reasonLine = (pointer: string, code: string, detail: string): string =>
  `${escapeControls(`${pointer || '/'} ${code} ${detail}`)}\n`;

/** A finding as such a line. */
export const findingLine = ({ pointer, code, text }: Finding): string => reasonLine(pointer, code, text.en);
