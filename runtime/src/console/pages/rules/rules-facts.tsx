/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Actor } from '../../../core/actor.ts';
import type { RulesVersionRow } from '../../../flow/rules/get-rules-version.ts';
import { Instant } from '../../parts/instant.tsx';
import { actorName } from '../../parts/mappings/actor-name.ts';
import { ZONE } from '../../parts/mappings/zone.ts';
import type { Ui } from '../../ui.ts';

/** Who wrote, reviewed and published a version, when, and why. */
export function RulesFacts({ ui, version }: { ui: Ui; version: RulesVersionRow }) {
  const texts = ui.texts.rules.facts;
  const others = version.editors.filter(({ id }) => id !== version.author?.id);
  return (
    <section class="block">
      <dl class="facts">
        <When ui={ui} label={texts.author} at={version.createdAt} who={version.author} />
        {others.length === 0 ? null : (
          <Said label={texts.editors} text={others.map((actor) => actorName(ui, actor)).join(', ')} />
        )}
        {version.reason === '' ? null : <Said label={texts.reason} text={version.reason} />}
        {version.submittedAt === null ? null : (
          <When ui={ui} label={texts.submitted} at={version.submittedAt} who={undefined} />
        )}
        {version.reviewedAt === null ? null : (
          <When ui={ui} label={texts.reviewed} at={version.reviewedAt} who={version.reviewer} />
        )}
        {version.reviewComment === '' ? null : <Said label={texts.comment} text={version.reviewComment} />}
        {version.publishedAt === null ? null : (
          <When ui={ui} label={texts.published} at={version.publishedAt} who={version.publisher} />
        )}
      </dl>
    </section>
  );
}

type WhenProps = { ui: Ui; label: string; at: Date; who: Actor | null | undefined };

function When({ ui, label, at, who }: WhenProps) {
  const sentence = (time: string): string =>
    who === undefined ? time : ui.texts.rules.facts.by(time, actorName(ui, who));
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Instant ui={ui} at={at} zone={ZONE} sentence={sentence} />
      </dd>
    </div>
  );
}

function Said({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}
