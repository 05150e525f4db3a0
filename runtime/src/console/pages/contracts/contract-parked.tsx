/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { isReleasable } from '../../../core/billing/find-unknown-products.ts';
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { Instant } from '../../parts/instant.tsx';
import type { Ui } from '../../ui.ts';

type ParkedProps = { ui: Ui; contract: ContractView; reason: string };

/** Why a contract bills nothing, and the form that lets it pass; for one that was released, by whom and why. */
export function ContractParked({ ui, contract, reason }: ParkedProps) {
  const texts = ui.texts.contracts;
  const { parked, id } = contract;
  if (parked === null) return <Released ui={ui} contract={contract} />;
  return (
    <section class="block contract-parked" aria-labelledby="title-parked">
      <h2 id="title-parked">{texts.parkedTitle}</h2>
      <ul class="contract-findings">
        {parked.findings.map(({ text }) => (
          <li>{text[ui.locale]}</li>
        ))}
      </ul>
      {isReleasable(parked.findings) ? (
        <Release ui={ui} contractId={id} hash={parked.hash} reason={reason} />
      ) : (
        <p class="meta">
          {texts.waitsForProduct} <a href="/products">{texts.toProducts}</a>
        </p>
      )}
    </section>
  );
}

type ReleaseProps = { ui: Ui; contractId: string; hash: string; reason: string };

function Release({ ui, contractId, hash, reason }: ReleaseProps) {
  const texts = ui.texts.contracts;
  if (ui.viewer?.permissions.has('approve') !== true) return <p class="meta">{texts.releaseNeeds}</p>;
  return (
    <form class="form" method="post" action={`/contracts/${contractId}/release`}>
      <input type="hidden" name="hash" value={hash} />
      <TextArea
        ui={ui}
        name="reason"
        label={ui.texts.form.reason}
        help={texts.releaseHelp}
        value={reason}
        maxlength={REASON_MAX_CHARS}
        rows={2}
        isRequired
      />
      <div class="form-actions">
        <button class="button button-main" type="submit">
          {texts.release}
        </button>
      </div>
    </form>
  );
}

function Released({ ui, contract: { released, timeZone } }: { ui: Ui; contract: ContractView }) {
  if (released === null) return null;
  return (
    <section class="block" aria-labelledby="title-released">
      <h2 id="title-released">{ui.texts.contracts.releasedBy(released.by.name)}</h2>
      <p>{released.reason}</p>
      <ul class="contract-findings muted">
        {released.findings.map(({ text }) => (
          <li>{text[ui.locale]}</li>
        ))}
      </ul>
      <p class="meta">
        <Instant ui={ui} at={new Date(released.at)} zone={timeZone} />
        <span>{ui.texts.layout.timesIn(timeZone)}</span>
      </p>
    </section>
  );
}
