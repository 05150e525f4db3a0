/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import type { RulesPageData } from '../../read/rules/load-rules-page.ts';
import type { RulesAction } from '../../read/rules/rules-rights.ts';
import type { Ui } from '../../ui.ts';

const REASON_MAX_CHARS = 500;
const COMMENT_MAX_CHARS = 1000;

type ActionsProps = { ui: Ui; data: RulesPageData; comment: string };

/** What can be done to the version now; what this viewer may not do says why. */
export function RulesActions({ ui, data, comment }: ActionsProps) {
  const { version } = data.view;
  const texts = ui.texts.rules;
  const allowed = data.rights.filter(({ refusal }) => refusal === null).map(({ action }) => action);
  const refused = data.rights.filter(({ refusal }) => refusal !== null);
  return (
    <section class="block" aria-labelledby="title-actions">
      <h2 id="title-actions">{texts.actionsTitle}</h2>
      {allowed.includes('review') ? <ReviewForm ui={ui} versionId={version.id} comment={comment} /> : null}
      <div class="actions">
        {allowed
          .filter((action) => action !== 'review')
          .map((action) => (
            <ActionButton ui={ui} data={data} action={action} />
          ))}
      </div>
      {refused.length === 0 ? null : (
        <ul class="map-refused">
          {refused.map(({ action, refusal }) => (
            <li>
              <span class="strong">{texts.actions[action].label}</span>
              <span class="muted">{refusal === null ? '' : texts.refusals[refusal]}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type ButtonProps = { ui: Ui; data: RulesPageData; action: Exclude<RulesAction, 'review'> };

function ActionButton({ ui, data, action }: ButtonProps) {
  const { version } = data.view;
  const texts = ui.texts.rules;
  if (action === 'edit') {
    return (
      <a class="button" href={`/rules/${version.id}/edit`}>
        {texts.actions.edit.label}
      </a>
    );
  }
  if (action === 'simulate') {
    return (
      <form method="post" action={`/rules/${version.id}/simulate`}>
        <button class="button" type="submit">
          {texts.actions.simulate.label}
        </button>
      </form>
    );
  }
  const { label, title, text, confirm } = texts.actions[action];
  return (
    <ConfirmButton
      ui={ui}
      id={`act-${action}`}
      label={label}
      title={title(String(version.version))}
      text={text}
      confirm={confirm}
      action={`/rules/${version.id}/${PLACES[action]}`}
      tone={TONES[action]}
    >
      {action === 'draft' || action === 'rollBack' ? (
        <TextArea
          ui={ui}
          name={`reason-${action}`}
          label={texts.why}
          help={texts.whyHelp}
          isRequired
          maxlength={REASON_MAX_CHARS}
        />
      ) : null}
    </ConfirmButton>
  );
}

type ReviewProps = { ui: Ui; versionId: string; comment: string };

function ReviewForm({ ui, versionId, comment }: ReviewProps) {
  const texts = ui.texts.rules.review;
  return (
    <form class="form map-review" method="post" action={`/rules/${versionId}/review`}>
      <TextArea
        ui={ui}
        name="comment"
        label={texts.comment}
        help={texts.commentHelp}
        value={comment}
        maxlength={COMMENT_MAX_CHARS}
      />
      <div class="actions">
        <button class="button button-main" type="submit" name="decision" value="approve">
          {texts.approve}
        </button>
        <button class="button button-danger" type="submit" name="decision" value="return">
          {texts.return}
        </button>
      </div>
    </form>
  );
}

const PLACES = {
  submit: 'submit',
  withdraw: 'withdraw',
  publish: 'publish',
  rollBack: 'roll-back',
  discard: 'discard',
  draft: 'draft',
} as const;

const TONES = {
  submit: 'main',
  withdraw: 'plain',
  publish: 'main',
  rollBack: 'danger',
  discard: 'danger',
  draft: 'main',
} as const;
