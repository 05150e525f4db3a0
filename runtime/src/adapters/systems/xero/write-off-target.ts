import { AppError } from '../../../core/app-error.ts';
import type { TargetRecord, TargetWrite } from '../../../flow/ports.ts';
import type { XeroClient } from './client.ts';
import { findCreditNoteByNumber, readCreditNote, writeCreditNote } from './credit-note-target.ts';
import { createTaxTypes } from './tax-types.ts';
import { writeVoid } from './void-target.ts';

/**
 * Xero writes a bad debt off by a credit note on an expense account that is set off against the invoice (Xero Central,
 * "Write off bad debts"). It takes no tax back: whether the law gives that is an accountant's decision, made in Xero.
 */
const TAX_TYPES = createTaxTypes({ 'O:0': 'NONE' });

/** Reading needs no account: which one a loss stands on is not compared. */
const READING = { salesAccountCode: '', taxTypes: TAX_TYPES };

/** Reads the credit note of a write-off by its id; one that was taken back reads as undefined. */
export const readWriteOff = (client: XeroClient, creditNoteId: string): Promise<TargetRecord | undefined> =>
  readCreditNote(client, READING, creditNoteId);

/** Looks the credit note of a write-off up by its number; one of it that is not booked raises target.conflict. */
export const findWriteOff = (client: XeroClient, number: string): Promise<TargetRecord | undefined> =>
  findCreditNoteByNumber(client, READING, number);

/**
 * Books a loss and sets it off against its invoice; what of both is there already is not made again. Raises
 * `connection.account_missing` when nobody said which account it goes to.
 */
export async function writeWriteOff(
  client: XeroClient,
  accountCode: string | undefined,
  write: TargetWrite,
): Promise<{ externalId: string }> {
  if (accountCode === undefined) {
    throw new AppError('connection.account_missing', {
      detail: 'The connection names no account for write-offs, so the loss is not booked in Xero.',
    });
  }
  return writeCreditNote(client, { salesAccountCode: accountCode, taxTypes: TAX_TYPES }, write);
}

/** Takes a loss off its invoice and voids its credit note; what of both is done already is not done again. */
export async function takeWriteOffBack(
  client: XeroClient,
  write: TargetWrite,
): Promise<{ externalId: string }> {
  const { externalId } = write;
  const creditNote = externalId === undefined ? undefined : await client.findCreditNote(externalId);
  for (const { AllocationID } of creditNote?.Allocations ?? []) {
    if (creditNote === undefined || AllocationID === undefined) {
      throw new AppError('target.garbage', { detail: 'Xero shows an allocation without its id.' });
    }
    await client.removeAllocation(creditNote.CreditNoteID, AllocationID);
  }
  return writeVoid(client, 'credit_note_void', write);
}
