import { errorText } from './error-text.ts';

/** The detail of an error where it says more than the title of its code; details are in English only. */
export const englishDetail = (code: string, detail: string): string | undefined =>
  detail === '' || detail === errorText(code, 'en') ? undefined : detail;
