/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ConnectionHealth } from '../../flow/connections/list-connection-health.ts';
import type { Ui } from '../ui.ts';
import { AccountFields } from './form/account-fields.tsx';
import { ConfirmButton } from './form/confirm-button.tsx';
import { TextField } from './form/text-field.tsx';

/** Check, pause or resume, new credentials and a new address; the answer of a check appears in its place. */
export function ConnectionActions({ ui, connection }: { ui: Ui; connection: ConnectionHealth }) {
  const texts = ui.texts.connections;
  const base = `/connections/${connection.id}`;
  const isCalled = connection.role !== 'push';
  return (
    <>
      <div class="actions">
        {isCalled ? (
          <form
            method="post"
            action={`${base}/check`}
            hx-post={`${base}/check`}
            hx-target={`#check-${connection.id}`}
            hx-swap="innerHTML"
          >
            <button class="button button-small" type="submit">
              {texts.check}
              <span class="unseen">{`: ${connection.name}`}</span>
            </button>
          </form>
        ) : null}
        {connection.isPaused ? (
          <form method="post" action={`${base}/resume`}>
            <button class="button button-small button-main" type="submit">
              {texts.resume}
            </button>
          </form>
        ) : (
          <ConfirmButton
            ui={ui}
            id={`pause-${connection.id}`}
            label={texts.pause}
            title={texts.pauseTitle(connection.name)}
            text={texts.pauseText}
            confirm={texts.pause}
            action={`${base}/pause`}
            size="small"
          />
        )}
        {isCalled ? (
          <>
            <Credentials ui={ui} connection={connection} base={base} />
            <Accounts ui={ui} connection={connection} base={base} />
            <ConfirmButton
              ui={ui}
              id={`address-${connection.id}`}
              label={texts.address}
              title={texts.addressTitle(connection.name)}
              text={texts.addressText}
              confirm={texts.address}
              action={`${base}/address`}
              tone="danger"
              size="small"
            />
          </>
        ) : null}
      </div>
      <div id={`check-${connection.id}`} aria-live="polite"></div>
    </>
  );
}

/** Where losses and refunds go in a ledger. */
function Accounts({ ui, connection, base }: { ui: Ui; connection: ConnectionHealth; base: string }) {
  const texts = ui.texts.connections;
  if (connection.accounts === null) return null;
  return (
    <ConfirmButton
      ui={ui}
      id={`accounts-${connection.id}`}
      label={texts.accounts}
      title={texts.accountsTitle(connection.name)}
      text={texts.accountsText}
      confirm={ui.texts.form.save}
      action={`${base}/accounts`}
      size="small"
    >
      <AccountFields ui={ui} suffix={`-${connection.id}`} values={connection.accounts} />
    </ConfirmButton>
  );
}

function Credentials({ ui, connection, base }: { ui: Ui; connection: ConnectionHealth; base: string }) {
  const texts = ui.texts.connections;
  const vendor = connection.system === 'xero' ? 'xero' : 'hubspot';
  return (
    <ConfirmButton
      ui={ui}
      id={`secrets-${connection.id}`}
      label={texts.secrets}
      title={texts.secretsTitle(connection.name)}
      text={texts.secretsText}
      confirm={ui.texts.form.save}
      action={`${base}/secrets`}
      size="small"
    >
      <TextField
        ui={ui}
        name={`accessToken-${connection.id}`}
        label={texts.form.accessToken}
        type="password"
        autocomplete="off"
        isMono
      />
      <TextField
        ui={ui}
        name={`webhookSecret-${connection.id}`}
        label={texts.form.webhookSecret[vendor]}
        type="password"
        autocomplete="off"
        isMono
      />
    </ConfirmButton>
  );
}
