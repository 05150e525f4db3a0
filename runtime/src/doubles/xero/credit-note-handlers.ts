import type { DoubleCall, DoubleHandler } from '../shared/double-types.ts';
import { answerSave, listOf, type SaveContext } from './answer-save.ts';
import { pageOf, textOf, unitDecimalsOf } from './call-query.ts';
import { creditNoteToApi } from './credit-note-to-api.ts';
import { readWhere } from './read-where.ts';
import { saveAllocation } from './save-allocation.ts';
import { createCreditNote, voidCreditNote } from './save-credit-note.ts';
import { settleCreditNote } from './settle-credit-note.ts';
import { settleInvoice } from './settle-invoice.ts';
import { XERO_ERRORS } from './xero-errors.ts';
import type { XeroOrganisation } from './xero-organisation.ts';
import type { StoredCreditNote } from './xero-types.ts';

/** The operations on credit notes, by the contract's operationId. */
export function createCreditNoteHandlers(
  context: SaveContext & { organisation: XeroOrganisation },
): Record<string, DoubleHandler> {
  const { store, organisation, nowMs } = context;
  const find = (call: DoubleCall): StoredCreditNote | undefined => {
    const key = call.params['CreditNoteID'];
    return store.creditNotes().find(({ creditNoteId, number }) => creditNoteId === key || number === key);
  };
  const contextOf = (call: DoubleCall) => ({
    store,
    organisation,
    unitDecimals: unitDecimalsOf(call),
    atMs: nowMs(),
  });
  return {
    getCreditNotes(call) {
      const asked = readWhere(textOf(call, 'where'), 'CreditNoteNumber');
      if (asked === undefined) return XERO_ERRORS.invalid(['The double reads CreditNoteNumber=="…" only.']);
      const found = store.creditNotes().filter(({ number }) => number === asked);
      const shown = pageOf(call, found).map((each) => creditNoteToApi(store, each, unitDecimalsOf(call)));
      return listOf('CreditNotes', shown, nowMs());
    },
    getCreditNote(call) {
      const found = find(call);
      if (found === undefined) return XERO_ERRORS.notFound();
      return listOf('CreditNotes', [creditNoteToApi(store, found, unitDecimalsOf(call))], nowMs());
    },
    createCreditNotes: (call) =>
      answerSave(context, call, 'CreditNotes', (record) => createCreditNote(record, contextOf(call))),
    updateOrCreateCreditNotes: (call) =>
      answerSave(context, call, 'CreditNotes', (record) => voidCreditNote(record, contextOf(call))),
    deleteCreditNoteAllocations(call) {
      const found = find(call);
      const allocation = store
        .allocations()
        .find(({ allocationId }) => allocationId === call.params['AllocationID']);
      if (found === undefined || allocation?.creditNoteId !== found.creditNoteId)
        return XERO_ERRORS.notFound();
      store.removeAllocation(allocation.allocationId);
      settleInvoice(store, allocation.invoiceId, nowMs());
      settleCreditNote(store, found, nowMs());
      return { status: 200, body: { AllocationId: allocation.allocationId, IsDeleted: true } };
    },
    createCreditNoteAllocation(call) {
      const found = find(call);
      if (found === undefined) return XERO_ERRORS.notFound();
      return answerSave(context, call, 'Allocations', (record) =>
        saveAllocation(store, found.creditNoteId, record, nowMs()),
      );
    },
  };
}
