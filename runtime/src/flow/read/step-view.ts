import { and, eq, inArray } from 'drizzle-orm';
import { type AskedStep, type AskKind, readAsk } from '../../core/approvals/asked-step.ts';
import { type Approval, isStepMet } from '../../core/approvals/is-step-met.ts';
import type { StepMode } from '../../core/rules/rule-step.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalDecisions, groups, people } from '../../db/schema/index.ts';

/** Whom a step asks: a role by its id, a person or a group by name as well. */
export type AskView = { kind: AskKind; id: string; name: string };

/** A step of a request as people read it. */
export type StepView = {
  order: number;
  asks: AskView[];
  mode: StepMode;
  /** How many have agreed so far, and whether that is enough; `all` is decided with the last of them. */
  approvalCount: number;
  isMet: boolean;
  /** Until when it is to be decided; null without a deadline or while it waits for an earlier step. */
  dueAt: Date | null;
  escalatedAt: Date | null;
};

/** A request as far as its steps are concerned. */
type RequestOfSteps = {
  id: string;
  steps: readonly AskedStep[];
  laterSteps: readonly AskedStep[];
  requestedAt: Date;
};
type StepsOf = RequestOfSteps & { approvals: readonly Approval[] };

const HOUR_MS = 3_600_000;
const NOBODY: ReadonlySet<string> = new Set();

/** The steps of one request; see `readStepsOf`. */
export async function readSteps(tx: Tx, request: RequestOfSteps): Promise<StepView[]> {
  return (await readStepsOf(tx, [request])).get(request.id) ?? [];
}

/** The steps of requests by their ids, those that are asked now first, with the names of people and groups. */
export async function readStepsOf(
  tx: Tx,
  requests: readonly RequestOfSteps[],
): Promise<Map<string, StepView[]>> {
  const decided = await tx
    .select()
    .from(approvalDecisions)
    .where(
      and(
        isAnyOf(
          approvalDecisions.requestId,
          requests.map(({ id }) => id),
        ),
        eq(approvalDecisions.decision, 'approved'),
      ),
    );
  const views = await toStepViews(
    tx,
    requests.map((request) => ({
      ...request,
      approvals: decided
        .filter(({ requestId }) => requestId === request.id)
        .map(({ actor, actingFor, metAsks }) => ({ personId: actingFor ?? actor.id, metAsks })),
    })),
  );
  return new Map(requests.map(({ id }, index) => [id, views[index] ?? []]));
}

async function toStepViews(tx: Tx, requests: readonly StepsOf[]): Promise<StepView[][]> {
  const names = await loadNames(
    tx,
    requests.flatMap(({ steps, laterSteps }) => [...steps, ...laterSteps].flatMap(({ asks }) => asks)),
  );
  const toView = (step: AskedStep, request: StepsOf, isAsked: boolean): StepView => ({
    order: step.order,
    asks: step.asks.map((ask) => {
      const { kind, name } = readAsk(ask);
      return { kind, id: name, name: names.get(name) ?? name };
    }),
    mode: step.mode,
    approvalCount: isAsked
      ? request.approvals.filter(({ metAsks }) => metAsks.some((ask) => step.asks.includes(ask))).length
      : 0,
    isMet: isAsked && isStepMet(step, request.approvals, NOBODY),
    dueAt:
      isAsked && step.slaHours !== undefined
        ? new Date(request.requestedAt.getTime() + step.slaHours * HOUR_MS)
        : null,
    escalatedAt: step.escalatedAt === undefined ? null : new Date(step.escalatedAt),
  });
  return requests.map((request) => [
    ...request.steps.map((step) => toView(step, request, true)),
    ...request.laterSteps.map((step) => toView(step, request, false)),
  ]);
}

async function loadNames(tx: Tx, asks: readonly string[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) => [
    ...new Set(asks.map(readAsk).flatMap((ask) => (ask.kind === kind ? [ask.name] : []))),
  ];
  const [personIds, groupIds] = [idsOf('person'), idsOf('group')];
  const found = [
    ...(personIds.length === 0
      ? []
      : await tx
          .select({ id: people.id, name: people.name })
          .from(people)
          .where(inArray(people.id, personIds))),
    ...(groupIds.length === 0
      ? []
      : await tx
          .select({ id: groups.id, name: groups.name })
          .from(groups)
          .where(inArray(groups.id, groupIds))),
  ];
  return new Map(found.map(({ id, name }) => [id, name]));
}
