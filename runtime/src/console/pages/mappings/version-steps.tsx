/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ctx } from '../../../flow/context.ts';
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { Instant } from '../../parts/instant.tsx';
import { actorName } from '../../parts/mappings/actor-name.ts';
import { whoseTurn } from '../../parts/mappings/open-version.tsx';
import { ZONE } from '../../parts/mappings/zone.ts';
import type { Ui } from '../../ui.ts';

type StepsProps = { ui: Ui; viewer: Ctx; version: VersionRow; isBarred: boolean };

/** The line Draft → In review → Reviewed → Live with who and when, why the change is made, and whose turn it is. */
export function VersionSteps(props: StepsProps) {
  const { ui, version } = props;
  const texts = ui.texts.mappings;
  const { text, isMine } = whoseTurn(props);
  return (
    <section class="block" aria-labelledby="title-steps">
      <div class="block-head">
        <h2 id="title-steps">{texts.progress}</h2>
        {text === '' ? null : <span class={isMine ? 'chip tone-amber' : 'muted'}>{text}</span>}
      </div>
      <ol class="steps">
        {stepsOf(version).map(({ name, at, who }) => (
          <li class={at === null ? 'step' : 'step step-reached'}>
            <span class="step-name">{texts.steps[name]}</span>
            <span class="step-time">
              {at === null ? (
                texts.notYet
              ) : (
                <>
                  <Instant ui={ui} at={at} zone={ZONE} />
                  {who === undefined ? null : <span class="under">{actorName(ui, who)}</span>}
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {version.reason === '' ? null : (
        <p class="map-said">
          <span class="muted">{texts.reason}</span> {version.reason}
        </p>
      )}
      {version.reviewComment === '' ? null : (
        <p class="map-said">
          <span class="muted">{texts.reviewSaid(actorName(ui, version.reviewer))}</span>{' '}
          {version.reviewComment}
        </p>
      )}
      {version.status === 'retired' || version.status === 'discarded' ? (
        <p class="map-said muted">{texts.gone[version.status]}</p>
      ) : null}
    </section>
  );
}

/** A version that was returned has a reviewer and is a draft again. */
function stepsOf(version: VersionRow) {
  // One that came with the hub was reviewed by nobody here.
  const reviewer = version.reviewer ?? undefined;
  const isDraft = version.status === 'draft' || version.status === 'discarded';
  return [
    { name: 'draft', at: version.createdAt, who: version.author },
    { name: 'in_review', at: isDraft ? null : (version.submittedAt ?? version.createdAt), who: undefined },
    {
      name: 'reviewed',
      at: isDraft || version.status === 'in_review' ? null : (version.reviewedAt ?? version.publishedAt),
      who: reviewer,
    },
    { name: 'live', at: version.publishedAt, who: undefined },
  ] as const;
}
