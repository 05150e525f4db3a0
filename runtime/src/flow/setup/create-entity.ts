import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { CurrencyText } from '../../core/canonical/texts.ts';
import {
  Address,
  DateText,
  DecimalText,
  Locale,
  PaymentInstructions,
  TaxCategory,
} from '../../core/invoice/document.ts';
import { parseTerms } from '../../core/invoice/terms.ts';
import { ROUNDING_MODES } from '../../core/money/rounding.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, numberSeries, taxRules } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { readPattern } from './read-pattern.ts';
import { refuseClash } from './refuse-clash.ts';

/** A legal entity with its tax rules and its number series. */
export const CreateEntityInput = z.strictObject({
  name: z.string().min(1).max(100),
  legalName: z.string().min(1).max(200),
  country: Address.shape.country,
  currency: z.string().regex(/^[A-Z]{3}$/),
  timeZone: z.string().max(60),
  locale: Locale,
  taxRegistration: z.string().max(40).optional(),
  address: Address,
  email: z.email(),
  paymentInstructions: PaymentInstructions.optional(),
  rounding: z.enum(ROUNDING_MODES),
  defaultTerms: z.string(),
  taxRules: z.array(
    z.strictObject({
      taxClass: z.enum(['standard', 'reduced', 'exempt']),
      category: TaxCategory,
      ratePercent: DecimalText,
      validFrom: DateText,
      validTo: DateText.optional(),
    }),
  ),
  /** What it invoices in beside its own currency; none when absent. */
  invoiceCurrencies: z.array(CurrencyText).max(50).optional(),
  /** An exchange rate older than so many days is none; 7 when absent, which is over any holidays of a central bank. */
  rateAgeDaysMax: z.int().min(0).max(366).optional(),
  /** After so many days money that is neither in nor failed is an exception; 7 when absent. */
  pendingMoneyDaysMax: z.int().min(1).max(366).optional(),
  /** What it means for a submission that the buyer is another one in the CRM by now; a warning when absent. */
  buyerMismatchLevel: z.enum(['info', 'warning', 'error']).optional(),
  numberSeries: z.strictObject({ pattern: z.string().max(60), firstValue: z.int().min(1) }),
});
export type CreateEntityInput = z.infer<typeof CreateEntityInput>;

/** Adds a legal entity; returns its id. Throws `request.invalid` for terms or a number pattern that cannot be read. */
export async function createEntity(tx: Tx, ctx: Ctx, input: CreateEntityInput): Promise<string> {
  authorise(ctx, 'admin');
  const terms = parseTerms(input.defaultTerms);
  if (!terms.ok) {
    const detail = `The terms code ${terms.reason}.`;
    throw new AppError('request.invalid', {
      detail,
      errors: [{ pointer: '/defaultTerms', code: 'entity.terms_unreadable', detail }],
    });
  }
  readPattern('/numberSeries/pattern', input.numberSeries.pattern);
  await refuseClash(tx, '/numberSeries/pattern', input.numberSeries.pattern);
  const { taxRules: rules, numberSeries: series, ...entity } = input;
  const { organizationId } = ctx;
  const id = ctx.deps.ids.next('entity');
  await tx.insert(entities).values({ organizationId, id, ...entity, createdAt: ctx.deps.clock.now() });
  if (rules.length > 0) {
    await tx.insert(taxRules).values(rules.map((rule) => ({ organizationId, entityId: id, ...rule })));
  }
  const ofEntity = { organizationId, entityId: id };
  const creditNotes = creditNotePattern(series.pattern);
  await refuseClash(tx, '/numberSeries/pattern', creditNotes);
  await tx.insert(numberSeries).values([
    {
      ...ofEntity,
      id: ctx.deps.ids.next('series'),
      documentType: 'invoice',
      pattern: series.pattern,
      firstValue: BigInt(series.firstValue),
    },
    {
      ...ofEntity,
      id: ctx.deps.ids.next('series'),
      documentType: 'credit_note',
      pattern: creditNotes,
      firstValue: 1n,
    },
  ]);
  await recordAudit(tx, ctx, { action: 'entity.create', objectKind: 'entity', objectId: id, after: input });
  return id;
}

/** Credit notes are numbered apart, in the manner of the entity's invoices: `INV-{year}-{seq:4}` gives `CN-{year}-{seq:4}`. */
export const creditNotePattern = (pattern: string): string =>
  pattern.startsWith('INV') ? `CN${pattern.slice('INV'.length)}` : `CN-${pattern}`;
