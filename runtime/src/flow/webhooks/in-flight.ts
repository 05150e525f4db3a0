import type { FlowDeps } from '../context.ts';

/** Messages that one process has on their way to one receiver; a receiver that hangs gets no more sockets. A guess. */
const IN_FLIGHT_MAX = 8;

type Flights = { deliveries: Set<string>; countByReceiver: Map<string, number> };

const flightsOfDeps = new WeakMap<FlowDeps, Flights>();

/** A place among the messages on their way, or why there is none: this very message is on its way, or too many are. */
export type Slot = { state: 'taken'; release: () => void } | { state: 'on_its_way' } | { state: 'full' };

/** Takes a place for one message to a receiver; whoever takes it releases it when the attempt has ended. */
export function takeSlot(deps: FlowDeps, receiverId: string, deliveryId: string): Slot {
  const flights = flightsOfDeps.get(deps) ?? { deliveries: new Set(), countByReceiver: new Map() };
  flightsOfDeps.set(deps, flights);
  const { deliveries, countByReceiver } = flights;
  const count = countByReceiver.get(receiverId) ?? 0;
  if (deliveries.has(deliveryId)) return { state: 'on_its_way' };
  if (count >= IN_FLIGHT_MAX) return { state: 'full' };
  deliveries.add(deliveryId);
  countByReceiver.set(receiverId, count + 1);
  return {
    state: 'taken',
    release: () => {
      deliveries.delete(deliveryId);
      const left = (countByReceiver.get(receiverId) ?? 1) - 1;
      if (left > 0) countByReceiver.set(receiverId, left);
      else countByReceiver.delete(receiverId);
    },
  };
}
