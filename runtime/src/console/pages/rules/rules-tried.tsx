/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Instant } from '../../parts/instant.tsx';
import { actorName } from '../../parts/mappings/actor-name.ts';
import { ZONE } from '../../parts/mappings/zone.ts';
import { SimulationBlock } from '../../parts/rules/simulation-block.tsx';
import type { RulesPageData } from '../../read/rules/load-rules-page.ts';
import type { Ui } from '../../ui.ts';

/** What this content would have done with past invoices, where somebody tried it. */
export function RulesTried({ ui, data }: { ui: Ui; data: RulesPageData }) {
  const { simulation, version } = data.view;
  const texts = ui.texts.rules.simulation;
  if (simulation === null && version.status === 'published') return null;
  return (
    <section class="block" aria-labelledby="title-tried">
      <div class="block-head">
        <h2 id="title-tried">{texts.title}</h2>
        {simulation === null ? null : (
          <span class="muted">
            <Instant
              ui={ui}
              at={simulation.simulatedAt}
              zone={ZONE}
              sentence={(time) => texts.by(time, actorName(ui, simulation.simulatedBy))}
            />
          </span>
        )}
      </div>
      {simulation === null ? (
        <p class="muted">{texts.notYet}</p>
      ) : (
        <>
          <p class="muted">{texts.lead(String(simulation.days))}</p>
          <SimulationBlock
            ui={ui}
            simulation={simulation.result}
            people={data.people}
            versionId={version.id}
          />
        </>
      )}
    </section>
  );
}
