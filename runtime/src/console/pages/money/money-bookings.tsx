/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { moneyText } from '../../format/money-text.ts';
import { ErrorNote } from '../../parts/error-note.tsx';
import type { MoneyPartProps } from './money-page.tsx';

const TONES = {
  waiting: 'blue',
  booked: 'green',
  taken_back: 'grey',
  drift: 'amber',
  failed: 'red',
  by_hand: 'amber',
} as const;

/** Where each loss and refund of the invoice stands in the ledgers, and why one is not there. */
export function MoneyBookings({ ui, data }: MoneyPartProps) {
  const { bookings, currency } = data.settlement;
  const texts = ui.texts.money;
  if (bookings.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-bookings">
      <h2 id="title-bookings">{texts.bookings}</h2>
      <ul class="plain">
        {bookings.map((booking) => (
          <li class="system">
            <div class="system-head">
              <h3>
                {`${texts.bookingKinds[booking.kind]} · ${moneyText(booking.amount, currency, ui.locale)}`}{' '}
                <span class="muted">{booking.connectionName}</span>
              </h3>
              <span class={`chip tone-${TONES[booking.state]}`}>{texts.bookingStates[booking.state]}</span>
            </div>
            {booking.state === 'by_hand' ? <p class="muted">{texts.bookByHand}</p> : null}
            {booking.error === null ? null : (
              <ErrorNote ui={ui} code={booking.error.code} detail={booking.error.detail} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
