/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { FixtureResult } from '../../../flow/mappings/run-fixtures.ts';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { ValueChanges } from '../../parts/mappings/value-changes.tsx';
import type { VersionPageData } from '../../read/mappings/load-version-page.ts';
import type { Ui } from '../../ui.ts';

/** The records that the version must get right, each met or not, and what it makes of them instead. */
export function VersionFixtures({ ui, data }: { ui: Ui; data: VersionPageData }) {
  const texts = ui.texts.mappings.fixtures;
  const { fixtureResults, rights, view } = data;
  const mayChange = rights.some(({ action, refusal }) => action === 'edit' && refusal === null);
  return (
    <section class="block" id="fixtures" aria-labelledby="title-fixtures">
      <h2 id="title-fixtures">{texts.title}</h2>
      <p class="muted">{fixtureResults.length === 0 ? texts.none : texts.lead}</p>
      <ul class="map-fixtures">
        {fixtureResults.map((result, at) => (
          <li>
            <div class="map-fixture-head">
              <span class={`chip tone-${result.isMet ? 'green' : 'red'}`}>
                {result.isMet ? texts.met : texts.notMet}
              </span>
              <span class="strong">{result.name}</span>
              {mayChange ? (
                <FixtureButtons ui={ui} versionId={view.version.id} result={result} id={`fixture-${at}`} />
              ) : null}
            </div>
            {result.refusal === null || result.isMet ? null : (
              <p class="late">
                {texts.refused} <span lang="en">{result.refusal}</span>
              </p>
            )}
            {result.differences.length === 0 ? null : (
              <ValueChanges
                ui={ui}
                changes={result.differences}
                before={texts.expected}
                after={texts.actual}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type ButtonsProps = { ui: Ui; versionId: string; result: FixtureResult; id: string };

function FixtureButtons({ ui, versionId, result, id }: ButtonsProps) {
  const texts = ui.texts.mappings.fixtures;
  const action = `/mappings/${versionId}/fixtures`;
  return (
    <div class="row-actions map-push">
      {result.isMet ? null : (
        <form method="post" action={`${action}/take`}>
          <input type="hidden" name="name" value={result.name} />
          <button class="button button-small" type="submit">
            {texts.take}
          </button>
        </form>
      )}
      <ConfirmButton
        ui={ui}
        id={id}
        label={texts.remove}
        title={texts.removeTitle(result.name)}
        text={texts.removeText}
        confirm={texts.remove}
        action={`${action}/remove`}
        hidden={{ name: result.name }}
        tone="danger"
        size="small"
      />
    </div>
  );
}
