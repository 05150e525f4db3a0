import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kindOfMail,
  kindOfRecipient,
  REPORT_KINDS,
  type RecipientReport,
} from '../../../runtime/src/core/delivery/delivery-report.ts';
import { deliveryStatus } from '../../../runtime/src/core/delivery/delivery-status.ts';
import type { Recipient } from '../../../runtime/src/core/invoice/document.ts';

const person = (email: string, role: Recipient['role'] = 'bill_to'): Recipient => ({
  role,
  name: email,
  email,
  locale: 'en',
});
const ADA = 'ada@a.example';
const BEN = 'ben@b.example';
const CY = 'cy@c.example';
const TO_TWO = [person(ADA), person(BEN), person(CY, 'copy')];
const report = (recipient: string, kind: RecipientReport['kind']): RecipientReport => ({ recipient, kind });
const anyReport = fc.record({
  recipient: fc.constantFrom(ADA, BEN, CY),
  kind: fc.constantFrom(...REPORT_KINDS),
});

describe('what the reports about a mail come to', () => {
  test('is the same in whatever order they come, and however often each comes', () => {
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), fc.nat(), (reports, seed) => {
        const turned = reports.toSorted((left, right) => hash(left, seed) - hash(right, seed));
        const twice = [...turned, ...reports];
        expect(kindOfMail(TO_TWO, twice)).toBe(kindOfMail(TO_TWO, reports));
      }),
    );
  });

  test('never goes back: one more report says as much or more', () => {
    const rank = (kind: RecipientReport['kind'] | null) => (kind === null ? -1 : REPORT_KINDS.indexOf(kind));
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), anyReport, (reports, late) => {
        const [before, now] = [kindOfMail(TO_TWO, reports), kindOfMail(TO_TWO, [...reports, late])];
        expect(rank(now)).toBeGreaterThanOrEqual(rank(before));
      }),
    );
  });

  test('is a bounce only where it reached none of those it is for', () => {
    expect(kindOfMail(TO_TWO, [report(ADA, 'bounced')])).toBe('sent');
    expect(kindOfMail(TO_TWO, [report(ADA, 'bounced'), report(BEN, 'opened')])).toBe('opened');
    expect(kindOfMail(TO_TWO, [report(ADA, 'bounced'), report(BEN, 'bounced')])).toBe('bounced');
    // A copy that arrived is no invoice that did.
    expect(kindOfMail(TO_TWO, [report(ADA, 'bounced'), report(BEN, 'bounced'), report(CY, 'opened')])).toBe(
      'bounced',
    );
    expect(kindOfMail([person(CY, 'copy')], [report(CY, 'bounced')])).toBe('bounced');
    expect(kindOfMail(TO_TWO, [])).toBeNull();
  });

  test('tells each recipient apart, whatever letter case their address is in', () => {
    const reports = [report('ADA@a.example', 'bounced'), report(BEN, 'sent')];
    expect([ADA, BEN, CY].map((email) => kindOfRecipient(reports, email))).toEqual(['bounced', 'sent', null]);
  });
});

describe('where the delivery of a document stands', () => {
  test('is what became of the newest mail that went out; one that waits shows where nothing arrived', () => {
    expect(deliveryStatus({ lastOut: null, isOneOpen: false })).toBe('not_sent');
    expect(deliveryStatus({ lastOut: null, isOneOpen: true })).toBe('queued');
    expect(deliveryStatus({ lastOut: 'bounced', isOneOpen: true })).toBe('queued');
    expect(deliveryStatus({ lastOut: 'bounced', isOneOpen: false })).toBe('bounced');
    expect(deliveryStatus({ lastOut: 'sent', isOneOpen: true })).toBe('sent');
    expect(deliveryStatus({ lastOut: 'opened', isOneOpen: true })).toBe('opened');
  });
});

const hash = ({ recipient, kind }: RecipientReport, seed: number): number =>
  (recipient.length * 31 + kind.length * 7 + seed) % 13;
