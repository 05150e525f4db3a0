/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { AddButton } from '../../parts/rules/add-button.tsx';
import { BuilderVerdict } from '../../parts/rules/builder-verdict.tsx';
import { FactReference } from '../../parts/rules/fact-reference.tsx';
import { RuleFields } from '../../parts/rules/rule-fields.tsx';
import { StepFields } from '../../parts/rules/step-fields.tsx';
import { TriedDraft } from '../../parts/rules/tried-draft.tsx';
import { WrongPart } from '../../parts/rules/wrong-part.tsx';
import type { BuilderData } from '../../read/rules/load-builder.ts';
import type { Ui } from '../../ui.ts';

const REASON_MAX_CHARS = 500;

/** The form of a draft. Its buttons but Save store nothing; without scripts each answers with the whole page. */
export function BuilderForm({ ui, data }: { ui: Ui; data: BuilderData }) {
  const { draft, rules, people, focus, view, marks } = data;
  const texts = ui.texts.rules.editor;
  const address = `/rules/${view.version.id}`;
  return (
    <form
      class="edit"
      id="editor"
      method="post"
      action={`${address}/edit`}
      enctype="multipart/form-data"
      autocomplete="off"
      hx-encoding="multipart/form-data"
      hx-target="#editor"
      hx-select="#editor"
      hx-swap="outerHTML"
    >
      <input type="hidden" name="revision" value={String(draft.revision)} />
      {/* The first button of a form is the one that Enter presses: it saves. */}
      <button class="unseen" type="submit" name="do" value="save" tabindex={-1}>
        {texts.save}
      </button>
      <div
        hidden
        hx-post={`${address}/check`}
        hx-trigger="input delay:400ms from:#editor, change delay:400ms from:#editor"
        hx-target="#verdict"
        hx-select="unset"
        hx-swap="innerHTML"
        hx-sync="this:replace"
      ></div>
      <div
        hidden
        hx-post={`${address}/try`}
        hx-trigger="input delay:700ms from:#editor, change delay:700ms from:#editor"
        hx-target="#tried"
        hx-select="unset"
        hx-swap="innerHTML"
        hx-sync="#tried:replace"
      ></div>
      <div class="edit-rows">
        {rules.map((checked, at) => (
          <RuleFields ui={ui} checked={checked} number={at + 1} people={people} focus={focus} marks={marks} />
        ))}
        <div>
          <AddButton does="add-rule" label={texts.addRule} />
        </div>
        <fieldset class="rule-part">
          <legend>{texts.defaultTitle}</legend>
          <div class="rule-head">
            <div>
              <TextField
                ui={ui}
                name="ceiling"
                label={texts.ceiling}
                help={texts.ceilingHelp}
                value={draft.ceiling}
                inputmode="decimal"
                maxlength={20}
              />
              <WrongPart place="ceiling" reason={marks.get('ceiling')} />
            </div>
            <div>
              <TextField
                ui={ui}
                name="currency"
                label={texts.currency}
                help={texts.currencyHelp}
                value={draft.currency}
                isRequired
                maxlength={3}
              />
              <WrongPart place="currency" reason={marks.get('currency')} />
            </div>
          </div>
          <StepFields
            ui={ui}
            owner="d"
            steps={draft.defaultSteps}
            people={people}
            focus={focus}
            marks={marks}
          />
          <div class="rule-foot">
            <AddButton does="add-step:d" label={texts.addStep} />
          </div>
        </fieldset>
        <TextArea
          ui={ui}
          name="reason"
          label={ui.texts.rules.why}
          help={ui.texts.rules.whyHelp}
          value={draft.reason}
          rows={2}
          maxlength={REASON_MAX_CHARS}
        />
        <TriedDraft ui={ui} data={data} />
        <FactReference ui={ui} />
      </div>
      <aside class="edit-side" aria-labelledby="title-result">
        <div class="actions">
          <button class="button button-main" type="submit" name="do" value="save">
            {texts.save}
          </button>
          <button
            class="button"
            type="submit"
            name="do"
            value="simulate"
            formnovalidate
            hx-post={`${address}/try`}
            hx-target="#tried"
            hx-select="unset"
            hx-swap="innerHTML show:top"
            hx-sync="#tried:replace"
          >
            {ui.texts.rules.actions.simulate.label}
          </button>
          <a class="button button-quiet" href={`${address}/edit`}>
            {texts.undo}
          </a>
        </div>
        <h2 id="title-result">{texts.result}</h2>
        <div id="verdict" role="status">
          <BuilderVerdict ui={ui} verdict={data.verdict} />
        </div>
      </aside>
    </form>
  );
}
