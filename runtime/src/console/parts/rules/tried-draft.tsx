/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { BuilderData, CheckedDraft } from '../../read/rules/load-builder.ts';
import { typedHash } from '../../read/rules/typed-hash.ts';
import type { Ui } from '../../ui.ts';
import { ExplainedRules } from './explained-rules.tsx';
import { SimulationBlock } from './simulation-block.tsx';

type TriedData = CheckedDraft & Pick<BuilderData, 'view' | 'people' | 'tried'>;
type TriedProps = { ui: Ui; data: TriedData };

/** Where the rule builder shows what is typed on past invoices; empty until somebody asks for it. */
export function TriedDraft({ ui, data }: TriedProps) {
  return (
    <div id="tried">
      <TriedContent ui={ui} data={data} />
    </div>
  );
}

/**
 * What the rules as typed make of past invoices. Once it is there it follows what is typed: the form says by its field
 * `tried` of which rules it is. A place below the list is for how one of the invoices is routed.
 */
export function TriedContent({ ui, data }: TriedProps) {
  const { view, people, tried } = data;
  const texts = ui.texts.rules;
  if (tried === undefined) return null;
  return (
    <section class="block" aria-labelledby="title-tried">
      <input type="hidden" name="tried" value={typedHash(data)} />
      <h2 id="title-tried" data-focus="" tabindex={-1}>
        {texts.simulation.title}
      </h2>
      <p class="muted">{texts.simulation.follows}</p>
      {tried.kind === 'refused' ? <p>{texts.simulation.refused}</p> : null}
      {tried.kind === 'simulated' ? (
        <SimulationBlock
          ui={ui}
          simulation={tried.simulation}
          people={people}
          versionId={view.version.id}
          isTyped
        />
      ) : null}
      <div id="explained" tabindex={-1}>
        {tried.kind === 'explained' ? (
          <>
            <h3>{texts.explain.title(tried.explained.invoice.number ?? tried.explained.invoice.customer)}</h3>
            <p class="muted">{texts.explain.leadTyped}</p>
            <div class="stack">
              <ExplainedRules ui={ui} explained={tried.explained} people={people} />
            </div>
          </>
        ) : null}
      </div>
    </section>
  );
}
