/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RulesVersionRow } from '../../../flow/rules/get-rules-version.ts';
import { Instant } from '../../parts/instant.tsx';
import { actorName } from '../../parts/mappings/actor-name.ts';
import { VersionChip } from '../../parts/mappings/version-chip.tsx';
import { ZONE } from '../../parts/mappings/zone.ts';
import type { Ui } from '../../ui.ts';

type HistoryProps = { ui: Ui; versions: readonly RulesVersionRow[]; shownId: string };

/** Every version of an entity's rules, newest first, with who changed them and why. */
export function RulesHistoryList({ ui, versions, shownId }: HistoryProps) {
  const texts = ui.texts.rules;
  return (
    <section class="block" aria-labelledby="title-versions">
      <h2 id="title-versions">{texts.history}</h2>
      <ul class="map-versions">
        {versions.map((version) => (
          <li>
            <a href={`/rules/${version.id}`} aria-current={version.id === shownId ? 'true' : undefined}>
              {texts.version(String(version.version))}
            </a>
            <VersionChip ui={ui} status={version.status} />
            <span class="meta">
              <span>{actorName(ui, version.author)}</span>
              <Instant ui={ui} at={version.publishedAt ?? version.createdAt} zone={ZONE} />
            </span>
            <span class="map-why">{version.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
