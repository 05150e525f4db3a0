import { expect, test } from 'vitest';
import { textsOf } from '../../../runtime/src/console/texts/texts-of.ts';
import { TRANSITIONS } from '../../../runtime/src/core/invoice/transitions.ts';
import { decisionOfEvent } from '../../../runtime/src/core/webhooks/decision-of-event.ts';
import { EVENT_TYPES } from '../../../runtime/src/core/webhooks/event-types.ts';
import { previousValues } from '../../../runtime/src/core/webhooks/previous-values.ts';

test('a transition says where it came from', () => {
  expect(previousValues({ from: 'approved', to: 'issued' }, 'USD')).toEqual({ documentStatus: 'approved' });
});

test('a recomputed draft says its total before, in the currency', () => {
  const data = { from: 'draft', to: 'draft', totalMinorBefore: '12345' };
  expect(previousValues(data, 'USD')).toEqual({ documentStatus: 'draft', standing: { total: '123.45' } });
  expect(previousValues(data, 'JPY')).toMatchObject({
    standing: { total: '12345' },
  });
});

test('a settlement says the money before', () => {
  const previous = { settlement: 'partially_paid', cash: '60.00', balance: '40.00' };
  const data = { applied: '40.00', reversed: '0.00', balance: '0.00', previous };
  expect(previousValues(data, 'USD')).toEqual({ standing: previous });
});

test('an event that changes none of it says nothing', () => {
  expect(previousValues({ attemptId: 'snd_1', state: 'sent' }, 'USD')).toEqual({});
});

test('endpoints can ask for every event that a transition emits or the console names', () => {
  const known = [...TRANSITIONS.map(({ emits }) => emits), ...Object.keys(textsOf('en').events)];
  expect(known.filter((type) => !(EVENT_TYPES as readonly string[]).includes(type))).toEqual([]);
});

test('every transition away from a request brings a decision, and none that leads to one', () => {
  const away = TRANSITIONS.filter(({ from }) => (from as readonly unknown[]).includes('pending_approval'));
  expect(away.filter(({ emits }) => decisionOfEvent({ type: emits, data: {} }) === undefined)).toEqual([]);
  expect(decisionOfEvent({ type: 'invoice.submitted', data: {} })).toBeUndefined();
  expect(decisionOfEvent({ type: 'invoice.step_approved', data: {} })).toBeUndefined();
});
