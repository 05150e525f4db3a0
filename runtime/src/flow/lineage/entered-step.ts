import type { LineageStep, Stamp } from '../../core/lineage/lineage-step.ts';

/** Who entered a value in the hub; `unknown` where the audit trail does not hold it. */
export const enteredStep = (stamp: Stamp | null | undefined): LineageStep =>
  stamp === null || stamp === undefined
    ? { kind: 'unknown', reason: 'not_recorded' }
    : { kind: 'entered', stamp: { by: stamp.by, at: stamp.at } };
