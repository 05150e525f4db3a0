/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listEntities } from '../../../flow/read/list-entities.ts';
import { readAging } from '../../../flow/read/read-aging.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { AgingPage } from '../../pages/money/aging-page.tsx';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with what is owed by its age. */
export async function showAging(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const report = await readAging({ ctx });
  const names = new Map((await listEntities({ ctx })).map(({ id, name }) => [id, name]));
  return answerPage(c, <AgingPage ui={uiOf(c, parts, '/aging')} report={report} entityNames={names} />);
}
