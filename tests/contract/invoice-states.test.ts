import { expect, test } from 'vitest';
import { DocumentStatus } from '../../runtime/src/core/invoice/document.ts';
import { findTransition, TRANSITIONS } from '../../runtime/src/core/invoice/transitions.ts';
import { invoiceCommandsPage } from './support/invoice-commands-page.ts';

test('the page of the commands is what the tables say (npm run pages writes it)', async () => {
  await expect(invoiceCommandsPage()).toMatchFileSnapshot('../../docs/invoice-commands.md');
});

test('every pair of command and state outside the table is refused', () => {
  for (const { event } of TRANSITIONS) {
    for (const status of [null, ...DocumentStatus.options]) {
      const row = findTransition(event, status);
      expect(row === undefined).toBe(
        !TRANSITIONS.some((known) => known.event === event && known.from.some((from) => from === status)),
      );
    }
  }
});

test('an issued, voided or discarded invoice has no way back to a state whose money can change', () => {
  for (const { event } of TRANSITIONS) {
    for (const status of ['issued', 'voiding', 'voided', 'discarded'] as const) {
      const to = findTransition(event, status)?.to;
      expect([undefined, 'issued', 'voiding', 'voided']).toContain(to);
    }
    for (const status of ['voided', 'discarded'] as const) {
      expect(findTransition(event, status)).toBeUndefined();
    }
  }
});
