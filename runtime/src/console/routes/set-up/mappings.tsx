/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { MappingDefinition } from '../../../core/mapping/definition.ts';
import { getMapping, listMappings } from '../../../flow/setup/list-mappings.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { MappingPage } from '../../pages/set-up/mapping-page.tsx';
import { MappingsPage } from '../../pages/set-up/mappings-page.tsx';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with the published mappings. */
export async function showMappings(c: ConsoleContext, parts: Console): Promise<Response> {
  const mappings = await listMappings({ ctx: viewerOf(c) });
  return answerPage(c, <MappingsPage ui={uiOf(c, parts)} mappings={mappings} />);
}

/** Answers with one mapping as a table; throws `request.not_found`. */
export async function showMapping(c: ConsoleContext, parts: Console, mappingId: string): Promise<Response> {
  const mapping = await getMapping({ ctx: viewerOf(c), input: { mappingId } });
  const definition = MappingDefinition.parse(mapping.definition);
  return answerPage(
    c,
    <MappingPage
      ui={uiOf(c, parts)}
      name={`${mapping.system} ${mapping.object}`}
      description={definition.description}
      version={mapping.version}
      rows={definition.fields}
      hasScript={mapping.script !== null}
    />,
  );
}
