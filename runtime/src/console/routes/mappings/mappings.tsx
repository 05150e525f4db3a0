/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listConnectionHealth } from '../../../flow/connections/list-connection-health.ts';
import { listBarred } from '../../../flow/mappings/list-barred.ts';
import { listMappings } from '../../../flow/mappings/list-mappings.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { MappingsPage } from '../../pages/mappings/mappings-page.tsx';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with every mapping and the changes that are under way. */
export async function showMappings(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const mappings = await listMappings({ ctx });
  const barred = await listBarred({ ctx, input: { versions: mappings.flatMap(({ open }) => open) } });
  const hasOwn = mappings.some(({ connectionId }) => connectionId !== null);
  const connections = hasOwn ? await listConnectionHealth({ ctx }) : [];
  return answerPage(
    c,
    <MappingsPage
      ui={uiOf(c, parts)}
      viewer={ctx}
      mappings={mappings}
      barred={barred}
      connections={new Map(connections.map(({ id, name }) => [id, name]))}
    />,
  );
}
