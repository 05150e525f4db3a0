import { AppError } from '../app-error.ts';
import { AuditAnchor } from './anchor.ts';

/** The anchors of a text with one JSON line for each; throws `request.invalid` with the line that is none. */
export const parseAnchors = (text: string, path: string): AuditAnchor[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      try {
        return AuditAnchor.parse(JSON.parse(line));
      } catch (cause) {
        throw new AppError('request.invalid', {
          cause,
          detail: `Line ${index + 1} of ${path} is no anchor.`,
        });
      }
    });
