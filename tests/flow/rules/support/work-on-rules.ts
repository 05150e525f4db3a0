import { isJsonObject, type JsonObject } from '../../../../runtime/src/core/json.ts';
import { permissionsOfRoles } from '../../../../runtime/src/core/permissions.ts';
import type { Ctx } from '../../../../runtime/src/flow/context.ts';
import { draftRules } from '../../../../runtime/src/flow/rules/draft-rules.ts';
import type { RulesVersionRow } from '../../../../runtime/src/flow/rules/get-rules-version.ts';
import { publishRules } from '../../../../runtime/src/flow/rules/publish-rules.ts';
import { readRules } from '../../../../runtime/src/flow/rules/read-rules.ts';
import { reviewRules } from '../../../../runtime/src/flow/rules/review-rules.ts';
import { saveRules } from '../../../../runtime/src/flow/rules/save-rules.ts';
import { submitRules } from '../../../../runtime/src/flow/rules/submit-rules.ts';
import { createPerson } from '../../../../runtime/src/flow/setup/create-person.ts';
import type { Loop } from '../../../support/create-loop.ts';

/** A rule as an admin writes it. */
export const ruleOf = (id: string, when: string, role = 'finance_approver'): JsonObject => ({
  id,
  when,
  reason: { en: `Because of ${id}.`, ja: `${id} のため` },
  steps: [{ approver: { kind: 'role', role } }],
});

/** Another person of the organization, who may do what finance may. */
export async function joinFinance(loop: Loop, name: string): Promise<Ctx> {
  const { author } = loop.organization;
  const id = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    createPerson(tx, author, { name, email: `${name.toLowerCase()}@example.com`, roles: ['finance'] }),
  );
  return {
    ...author,
    actor: { kind: 'person', id, name },
    roles: ['finance'],
    permissions: new Set(permissionsOfRoles(['finance'], [])),
  };
}

/** What tests do with the rules of the US entity: Aiko drafts, Mei reviews and publishes. */
export function workOnRules(loop: Loop, reviewer: () => Ctx) {
  const author = () => loop.organization.author;
  const entityId = () => loop.organization.usEntityId;
  const versions = async (): Promise<RulesVersionRow[]> =>
    (await readRules({ ctx: author(), input: { entityId: entityId() } })).versions;
  const find = async (is: (version: RulesVersionRow) => boolean): Promise<RulesVersionRow> => {
    const found = (await versions()).find(is);
    if (found === undefined) throw new Error('no such version');
    return found;
  };
  const live = () => find(({ status }) => status === 'published');
  return {
    live,
    get: (versionId: string) => find(({ id }) => id === versionId),
    /** A draft of the live version with its rules changed; returns its id. */
    async draft(change: (rules: JsonObject[]) => JsonObject[], over: JsonObject = {}): Promise<string> {
      const { definition } = await live();
      const { versionId } = await draftRules({
        ctx: author(),
        input: { entityId: entityId(), reason: 'Sales asked.' },
      });
      const rules = Array.isArray(definition['rules']) ? definition['rules'].filter(isJsonObject) : [];
      await saveRules({
        ctx: author(),
        input: { versionId, definition: { ...definition, ...over, rules: change(rules) }, revision: 1 },
      });
      return versionId;
    },
    async review(versionId: string): Promise<void> {
      await submitRules({ ctx: author(), input: { versionId } });
      await reviewRules({ ctx: reviewer(), input: { versionId, decision: 'approve' } });
    },
    async publish(versionId: string): Promise<void> {
      await this.review(versionId);
      await publishRules({ ctx: reviewer(), input: { versionId } });
    },
  };
}
