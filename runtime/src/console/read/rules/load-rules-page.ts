import type { Ctx } from '../../../flow/context.ts';
import type { RulesVersionRow } from '../../../flow/rules/get-rules-version.ts';
import { type Askable, listAskable } from '../../../flow/rules/list-askable.ts';
import { readRules } from '../../../flow/rules/read-rules.ts';
import { type RulesVersionView, readRulesVersion } from '../../../flow/rules/read-rules-version.ts';
import { isOwnBarred } from './is-own-barred.ts';
import { type RulesRight, rulesRights } from './rules-rights.ts';

/** Everything that the page of a version of rules shows. */
export type RulesPageData = {
  view: RulesVersionView;
  rights: RulesRight[];
  /** Whoever wrote in rules is kept from their review and publication. */
  isBarred: boolean;
  people: Askable;
  versions: RulesVersionRow[];
};

/** Reads a version of rules for its page; throws `rules.not_found`. */
export async function loadRulesPage(ctx: Ctx, versionId: string): Promise<RulesPageData> {
  const view = await readRulesVersion({ ctx, input: { versionId } });
  const { versions } = await readRules({ ctx, input: { entityId: view.entity.id } });
  const isBarred = await isOwnBarred(ctx);
  const rights = rulesRights(ctx, view.version, { isBarred });
  return { view, rights, isBarred, people: await loadAskable(ctx), versions };
}

/** Whom rules can ask, where the viewer may write any; others see ids and the names of roles. */
export async function loadAskable(ctx: Ctx): Promise<Askable> {
  if (ctx.permissions.has('rules')) return listAskable({ ctx });
  return { people: new Map(), groups: new Map(), roles: new Map() };
}
