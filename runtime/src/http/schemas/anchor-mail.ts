import { z } from '@hono/zod-openapi';
import { AnchorMailInput, NAMES_AN_ADDRESS } from '../../flow/audit/mail/anchor-mail-settings.ts';
import { Instant } from './common.ts';

/** Whether anchors are mailed, and to whom. */
export const AnchorMailBody = z
  .strictObject(AnchorMailInput.shape)
  .refine(...NAMES_AN_ADDRESS)
  .openapi('AnchorMailBody', {
    example: { isOn: true, addresses: ['audit-archive@auditor.example'] },
  });

/** The settings, and what became of the latest mails, newest first. */
export const AnchorMailSchema = z
  .object({
    isOn: z.boolean(),
    addresses: z.array(z.string()),
    mails: z.array(
      z.object({
        day: z.iso.date().openapi({ description: 'The day of the anchor in UTC.' }),
        addresses: z.array(z.string()),
        state: z.enum(['queued', 'sending', 'sent', 'unknown', 'failed']),
        endedAt: Instant.nullable(),
      }),
    ),
  })
  .openapi('AnchorMail');
