import type { ValidationRule } from '../validation-facts.ts';

/** Somebody is billed and can be reached: a copy alone is not enough. */
export const recipientPresent: ValidationRule = ({ recipients }) =>
  recipients.some((recipient) => recipient.role === 'bill_to' && recipient.email.trim() !== '')
    ? []
    : [
        {
          code: 'recipient.missing',
          pointer: '/recipients',
          level: 'error',
          text: {
            en: 'No recipient to bill has an e-mail address.',
            ja: '請求先のメールアドレスがありません。',
          },
        },
      ];
