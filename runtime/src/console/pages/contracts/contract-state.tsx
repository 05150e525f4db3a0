/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContractState } from '../../../flow/contracts/read-contract-columns.ts';
import type { Ui } from '../../ui.ts';

const TONES = { running: 'green', parked: 'amber', finished: 'blue', ended: 'grey' } as const;

/** The state of a contract as a word in its colour. */
export function ContractStateChip({ ui, state }: { ui: Ui; state: ContractState }) {
  return <span class={`chip tone-${TONES[state]}`}>{ui.texts.contracts.states[state]}</span>;
}
