/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TONES } from '../../../core/reminders/reminder-policy.ts';
import { Checkbox } from '../../parts/form/checkbox.tsx';
import { Select } from '../../parts/form/select.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { STEP_ROWS } from '../../read/reminder-form.ts';
import type { RemindersProps } from './reminders-page.tsx';

/** The form of a policy; its second button shows what would be sent, and saves nothing. */
export function RemindersForm(props: RemindersProps) {
  const { ui, path, values, fields } = props;
  const texts = ui.texts.reminders;
  const shared = (name: 'repeatGapsDays' | 'attemptsMax' | 'daysBetween') => ({
    ui,
    name,
    label: texts[name],
    help: texts[`${name}Help`],
    value: values[name],
    error: fields[name],
  });
  return (
    <form class="form" method="post" action={path}>
      <Checkbox name="isOn" label={texts.isOn} isChecked={values['isOn'] === 'on'} />
      <fieldset class="group">
        <legend>{texts.steps}</legend>
        <p class="meta">{texts.stepsHelp}</p>
        {STEP_ROWS.map((at) => (
          <Step {...props} at={at} />
        ))}
        <TextField {...shared('repeatGapsDays')} maxlength={60} />
      </fieldset>
      <div class="form-grid">
        <TextField {...shared('attemptsMax')} inputmode="numeric" maxlength={2} isRequired />
        <TextField {...shared('daysBetween')} inputmode="numeric" maxlength={2} isRequired />
      </div>
      <TextArea
        ui={ui}
        name="thresholds"
        label={texts.thresholds}
        help={texts.thresholdsHelp}
        value={values['thresholds']}
        error={fields['thresholds']}
        maxlength={1000}
        isMono
      />
      <OwnWords {...props} />
      <div class="form-actions">
        <button class="button button-main" type="submit">
          {texts.submit}
        </button>
        <button class="button" type="submit" name="act" value="try">
          {texts.tryOut}
        </button>
      </div>
    </form>
  );
}

function Step({ ui, values, fields, at }: RemindersProps & { at: number }) {
  const texts = ui.texts.reminders;
  return (
    <div class="form-grid">
      <TextField
        ui={ui}
        name={`days.${at}`}
        label={texts.stepDays(String(at + 1))}
        value={values[`days.${at}`]}
        error={fields[`days.${at}`]}
        type="number"
        min="-60"
        max="365"
      />
      <Select
        ui={ui}
        name={`tone.${at}`}
        label={texts.stepTone(String(at + 1))}
        choices={TONES.map((tone) => ({ value: tone, label: texts.tones[tone] }))}
        value={values[`tone.${at}`] ?? 'friendly'}
      />
    </div>
  );
}

function OwnWords({ ui, values, fields }: RemindersProps) {
  const texts = ui.texts.reminders;
  return (
    <details>
      <summary>{texts.words}</summary>
      <p class="meta">{texts.wordsHelp}</p>
      {(['en', 'ja'] as const).flatMap((locale) =>
        TONES.map((tone) => {
          const name = `words.${locale}.${tone}`;
          return (
            <TextArea
              ui={ui}
              name={name}
              label={texts.wordsOf(texts.languages[locale], texts.tones[tone])}
              value={values[name]}
              error={fields[name]}
              maxlength={2000}
            />
          );
        }),
      )}
    </details>
  );
}
