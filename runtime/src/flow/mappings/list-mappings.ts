import { asc, ne } from 'drizzle-orm';
import { mappingVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { VersionRow } from './get-version.ts';

/** A mapping of one system's object, with its live version and the work on it. */
export type MappingSummary = {
  system: string;
  object: string;
  kind: string;
  connectionId: string | null;
  live: VersionRow | null;
  /** Drafts and versions under review, newest first. */
  open: VersionRow[];
};

const OPEN = ['draft', 'in_review', 'reviewed'];

/** Every mapping, by system, object and connection. */
export async function listMappings({ ctx }: { ctx: Ctx }): Promise<MappingSummary[]> {
  authorise(ctx, 'read');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select()
      .from(mappingVersions)
      .where(ne(mappingVersions.status, 'discarded'))
      .orderBy(asc(mappingVersions.system), asc(mappingVersions.object), asc(mappingVersions.version)),
  );
  const groups = Map.groupBy(rows, (row) => JSON.stringify([row.system, row.object, row.connectionId]));
  return [...groups.values()].flatMap((versions) => {
    const [first] = versions;
    if (first === undefined) return [];
    const { system, object, kind, connectionId } = first;
    const live = versions.find(({ status }) => status === 'published') ?? null;
    const open = versions.filter(({ status }) => OPEN.includes(status)).toReversed();
    return [{ system, object, kind, connectionId, live, open }];
  });
}
