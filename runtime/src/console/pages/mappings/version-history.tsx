/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { Instant } from '../../parts/instant.tsx';
import { actorName } from '../../parts/mappings/actor-name.ts';
import { VersionChip } from '../../parts/mappings/version-chip.tsx';
import { ZONE } from '../../parts/mappings/zone.ts';
import type { Ui } from '../../ui.ts';

type HistoryProps = { ui: Ui; versions: readonly VersionRow[]; shownId: string };

/** Every version of the mapping, newest first, with who changed it and why. */
export function VersionHistory({ ui, versions, shownId }: HistoryProps) {
  const texts = ui.texts.mappings;
  return (
    <section class="block" aria-labelledby="title-versions">
      <h2 id="title-versions">{texts.history}</h2>
      <ul class="map-versions">
        {versions.map((version) => (
          <li>
            <a href={`/mappings/${version.id}`} aria-current={version.id === shownId ? 'true' : undefined}>
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
