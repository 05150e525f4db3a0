/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { VersionPageData } from '../../read/mappings/load-version-page.ts';
import type { Ui } from '../../ui.ts';
import { ReviewForm } from './review-form.tsx';
import { VersionButton } from './version-button.tsx';

type ActionsProps = { ui: Ui; data: VersionPageData; comment: string };

/** What can be done to the version now; what this viewer may not do says why. */
export function VersionActions({ ui, data, comment }: ActionsProps) {
  const { rights, view } = data;
  const texts = ui.texts.mappings;
  const allowed = rights.filter(({ refusal }) => refusal === null);
  const refused = rights.filter(({ refusal }) => refusal !== null);
  const mayReview = allowed.some(({ action }) => action === 'review');
  const buttons = allowed.filter(({ action }) => action !== 'review');
  return (
    <section class="block" aria-labelledby="title-actions">
      <h2 id="title-actions">{texts.actionsTitle}</h2>
      {mayReview ? <ReviewForm ui={ui} versionId={view.version.id} comment={comment} /> : null}
      {buttons.length === 0 ? null : (
        <div class="actions">
          {buttons.map(({ action }) => (
            <VersionButton ui={ui} view={view} action={action} />
          ))}
        </div>
      )}
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
