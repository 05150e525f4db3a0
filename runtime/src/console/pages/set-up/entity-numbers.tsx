/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Checkbox } from '../../parts/form/checkbox.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { EntityField } from './entity-field.tsx';
import type { EntityPartProps } from './entity-page.tsx';

/** Invoice numbers of a new entity, or what happens by itself in one that is there already. */
export function EntityNumbers(part: EntityPartProps) {
  const { ui, values, fields, entityId } = part;
  const texts = ui.texts.setUp.entity;
  if (entityId === null) {
    return (
      <fieldset class="group">
        <legend>{texts.numbers}</legend>
        <div class="form-grid">
          <EntityField
            part={part}
            name="pattern"
            label={texts.pattern}
            help={texts.patternHelp}
            maxlength={60}
            isRequired
          />
          <EntityField
            part={part}
            name="firstValue"
            label={texts.firstValue}
            help={texts.firstValueHelp}
            inputmode="numeric"
            maxlength={12}
            isRequired
          />
        </div>
      </fieldset>
    );
  }
  const isOn = (name: string): boolean => values[name] === 'on';
  return (
    <>
      <input type="hidden" name="pattern" value={values['pattern']} />
      <fieldset class="group">
        <legend>{texts.numbers}</legend>
        <p class="mono">{values['pattern']}</p>
        <p class="meta">
          <a href={`/set-up/entities/${entityId}/numbers`}>{ui.texts.setUp.numbers.change}</a>
        </p>
      </fieldset>
      <fieldset class="group">
        <legend>{texts.automation}</legend>
        <Checkbox name="autoSubmit" label={texts.autoSubmit} isChecked={isOn('autoSubmit')} />
        <Checkbox name="autoIssue" label={texts.autoIssue} isChecked={isOn('autoIssue')} />
        <Checkbox name="autoSend" label={texts.autoSend} isChecked={isOn('autoSend')} />
        <Checkbox name="autoApply" label={texts.autoApply} isChecked={isOn('autoApply')} />
        <p class="hint">{texts.autoApplyHelp}</p>
      </fieldset>
      <fieldset class="group">
        <legend>{texts.lateness}</legend>
        <p class="meta">
          <a href={`/set-up/entities/${entityId}/reminders`}>{ui.texts.reminders.entityLink}</a>
        </p>
        <TextArea
          ui={ui}
          name="overdueLevels"
          label={texts.overdueLevels}
          help={texts.overdueLevelsHelp}
          value={values['overdueLevels']}
          error={fields['overdueLevels']}
          maxlength={800}
        />
      </fieldset>
    </>
  );
}
