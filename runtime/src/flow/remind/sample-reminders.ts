import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { addDays, todayIn } from '../../core/civil-date.ts';
import type { Locale } from '../../core/invoice/document.ts';
import { type ReminderPolicy, TONES, type Tone } from '../../core/reminders/reminder-policy.ts';
import { entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { composeReminder } from './compose-reminder.ts';

/** A mail as a policy words it. */
export type SampleReminder = { locale: Locale; tone: Tone; subject: string; body: string };

const BUYERS: Record<Locale, string> = { en: 'Example Ltd.', ja: '株式会社見本' };

/** Writes the mails of a policy about two invoices that there are not, in both languages and every tone. */
export async function sampleReminders({
  ctx,
  input: { entityId, texts },
}: {
  ctx: Ctx;
  input: { entityId: string; texts: ReminderPolicy['texts'] };
}): Promise<SampleReminder[]> {
  authorise(ctx, 'admin', entityId);
  const [entity] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select().from(entities).where(eq(entities.id, entityId)),
  );
  if (entity === undefined) throw new AppError('request.not_found', { detail: 'There is no such entity.' });
  const today = todayIn(entity.timeZone, ctx.deps.clock.now());
  return (['en', 'ja'] as const).flatMap((locale) =>
    TONES.map((tone) => ({
      locale,
      tone,
      ...composeReminder({
        locale,
        tone,
        texts,
        seller: { name: entity.legalName },
        buyer: { name: BUYERS[locale] },
        recipients: [],
        payTo: entity.paymentInstructions,
        currency: entity.currency,
        today,
        items: [
          { number: '0001', dueDate: addDays(today, -14), owedMinor: 120_000n },
          { number: '0002', dueDate: addDays(today, 3), owedMinor: 48_000n },
        ],
      }),
    })),
  );
}
