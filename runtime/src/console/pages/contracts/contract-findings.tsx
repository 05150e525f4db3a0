/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { stopsContract } from '../../../core/billing/stops-contract.ts';
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import type { Ui } from '../../ui.ts';

/** What is not right about the facts of a contract, and is not billed for that; what stops all of it stands elsewhere. */
export function ContractFindings({ ui, contract }: { ui: Ui; contract: ContractView }) {
  const findings = contract.findings.filter((finding) => !stopsContract(finding));
  if (findings.length === 0) return null;
  const { findings: texts } = ui.texts.contracts;
  return (
    <section class="block" aria-labelledby="title-findings">
      <h2 id="title-findings">{texts.title}</h2>
      <ul class="contract-findings">
        {findings.map(({ level, text }) => (
          <li>
            <span class={level === 'error' ? 'chip tone-amber' : 'chip'}>{texts[level]}</span>{' '}
            {text[ui.locale]}
          </li>
        ))}
      </ul>
    </section>
  );
}
