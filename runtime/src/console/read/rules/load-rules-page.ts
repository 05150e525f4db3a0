import type { Ctx } from '../../../flow/context.ts';
import type { RulesVersionRow } from '../../../flow/rules/get-rules-version.ts';
import { listAskablePeople } from '../../../flow/rules/list-askable-people.ts';
import { readRules } from '../../../flow/rules/read-rules.ts';
import { type RulesVersionView, readRulesVersion } from '../../../flow/rules/read-rules-version.ts';
import { type RulesRight, rulesRights } from './rules-rights.ts';

/** Names of people by id; empty for those who may not see who else there is. */
export type PeopleNames = ReadonlyMap<string, string>;

/** Everything that the page of a version of rules shows. */
export type RulesPageData = {
  view: RulesVersionView;
  rights: RulesRight[];
  people: PeopleNames;
  versions: RulesVersionRow[];
};

/** Reads a version of rules for its page; throws `rules.not_found`. */
export async function loadRulesPage(ctx: Ctx, versionId: string): Promise<RulesPageData> {
  const view = await readRulesVersion({ ctx, input: { versionId } });
  const { versions } = await readRules({ ctx, input: { entityId: view.entity.id } });
  return { view, rights: rulesRights(ctx, view.version), people: await loadPeopleNames(ctx), versions };
}

/** The people of the organization by id, where the viewer may write rules that ask them. */
export async function loadPeopleNames(ctx: Ctx): Promise<PeopleNames> {
  if (!ctx.permissions.has('rules')) return new Map();
  const people = await listAskablePeople({ ctx });
  return new Map(people.map(({ id, name }) => [id, name]));
}
