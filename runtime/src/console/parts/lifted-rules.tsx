/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { Ui } from '../ui.ts';
import { Banner } from './banner.tsx';

type LiftedProps = { ui: Ui; rules: readonly SegregationRule[]; sentence: string };

/** The warning that rules of segregation are switched off, with their names; nothing where none is. */
export function LiftedRules({ ui, rules, sentence }: LiftedProps) {
  if (rules.length === 0) return null;
  return (
    <Banner kind="warning">
      <p>{sentence}</p>
      <ul>
        {rules.map((rule) => (
          <li>{ui.texts.approvalTerms.rules[rule].name}</li>
        ))}
      </ul>
    </Banner>
  );
}
