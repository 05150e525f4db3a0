import { connections } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A connection without its secrets and its configuration: those never leave the hub. */
export type ConnectionView = {
  id: string;
  system: string;
  name: string;
  role: 'crm' | 'accounting' | 'push';
  baseUrl: string;
  isPaused: boolean;
  createdAt: Date;
};

/** Lists the connections in the order of their creation. */
export async function listConnections({ ctx }: { ctx: Ctx }): Promise<ConnectionView[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        id: connections.id,
        system: connections.system,
        name: connections.name,
        role: connections.role,
        baseUrl: connections.baseUrl,
        isPaused: connections.isPaused,
        createdAt: connections.createdAt,
      })
      .from(connections)
      .orderBy(connections.id),
  );
}
