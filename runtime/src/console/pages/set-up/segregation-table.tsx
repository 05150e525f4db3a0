/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { SegregationView } from '../../../flow/segregation/list-segregation.ts';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';

type TableProps = { ui: Ui; rules: readonly SegregationView[] };

/** The rules of segregation, which of them hold, and the switch of each with its reason. */
export function SegregationTable({ ui, rules }: TableProps) {
  const texts = ui.texts.approvalTerms;
  return (
    <ul class="plain stack">
      {rules.map(({ rule, isOn, switchedOff }) => (
        <li class="system">
          <div class="system-head">
            <h3>{texts.rules[rule].name}</h3>
            <span class={`chip tone-${isOn ? 'green' : 'red'}`}>{isOn ? texts.on : texts.off}</span>
          </div>
          <p class="meta">{texts.rules[rule].help}</p>
          {switchedOff === null ? null : <p>{texts.offBy(switchedOff.by.name, switchedOff.reason)}</p>}
          <Switch ui={ui} rule={rule} isOn={isOn} />
        </li>
      ))}
    </ul>
  );
}

function Switch({ ui, rule, isOn }: { ui: Ui } & Pick<SegregationView, 'rule' | 'isOn'>) {
  const texts = ui.texts.approvalTerms;
  const { name } = texts.rules[rule];
  return (
    <ConfirmButton
      ui={ui}
      id={`switch-${rule}`}
      label={isOn ? texts.switchOff : texts.switchOn}
      title={isOn ? texts.switchOffTitle(name) : texts.switchOnTitle(name)}
      text={isOn ? texts.switchOffText : texts.switchOnText}
      confirm={isOn ? texts.switchOff : texts.switchOn}
      action={`/set-up/approvals/segregation/${rule}`}
      hidden={{ isOn: isOn ? '' : 'on' }}
      size="small"
      tone={isOn ? 'danger' : 'plain'}
    >
      <TextField
        ui={ui}
        name={`reason-${rule}`}
        label={texts.reason}
        help={texts.reasonHelp}
        maxlength={500}
        isRequired
      />
    </ConfirmButton>
  );
}
