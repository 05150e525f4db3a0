/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listEntities } from '../../../flow/read/list-entities.ts';
import { loadSetUpProgress } from '../../../flow/setup/load-set-up-progress.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ChecklistPage } from '../../pages/set-up/checklist-page.tsx';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Answers with what is done of the set-up and what is next. */
export async function showChecklist(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const progress = await loadSetUpProgress({ ctx });
  const entities = await listEntities({ ctx });
  return answerPage(c, <ChecklistPage ui={uiOf(c, parts)} progress={progress} entities={entities} />);
}
