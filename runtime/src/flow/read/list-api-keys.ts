import { desc, lt } from 'drizzle-orm';
import { apiKeys } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { type Page, type PageInput, toPage } from './page.ts';

/** An API key without anything that it could be used with. */
export type ApiKeyView = {
  id: string;
  name: string;
  /** The first characters, to tell keys apart. */
  prefix: string;
  personId: string | null;
  permissions: string[];
  entityIds: string[] | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
};

/** Lists API keys, newest first, revoked ones included. */
export async function listApiKeys({ ctx, input }: { ctx: Ctx; input: PageInput }): Promise<Page<ApiKeyView>> {
  authorise(ctx, 'admin');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(apiKeys)
      .where(input.before === undefined ? undefined : lt(apiKeys.id, input.before))
      .orderBy(desc(apiKeys.id))
      .limit(input.limit + 1);
    return toPage(rows, input.limit, ({ organizationId: _org, hash: _hash, ...key }) => key);
  });
}
