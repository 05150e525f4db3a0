import type { Actor } from '../core/actor.ts';
import { AppError } from '../core/app-error.ts';
import type { LogFields } from '../core/log-fields.ts';
import type { Permission } from '../core/permissions.ts';
import type { Database } from '../db/open-database.ts';
import type { Jobs } from './jobs.ts';
import type {
  Accounts,
  AnchorSigner,
  AnchorStore,
  Clock,
  Connector,
  EmailChannel,
  Ids,
  RateFeed,
  ReadyData,
  Renderer,
  Sandbox,
  SecretBox,
  WebhookPoster,
} from './ports.ts';

/** A connection as a verb sees it. */
export type ConnectionRow = {
  id: string;
  organizationId: string;
  system: string;
  name: string;
  /** `push` only receives: nothing is asked of it and nothing written back. */
  role: 'crm' | 'accounting' | 'push';
  /** The legal entity whose books these are; null is every entity. */
  entityId: string | null;
  baseUrl: string;
  config: Record<string, unknown>;
  isPaused: boolean;
};

/** Makes the connector of a connection; keeps one per connection, so that its rate limits hold. */
export type Connectors = {
  open(connection: ConnectionRow, secrets: Record<string, string>): Connector;
};

/** One line of the log: allow-listed fields only, never bodies or secrets. */
export type Log = {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
};

/** Everything outside that a verb may use. Made once by main. */
export type FlowDeps = {
  database: Database;
  jobs: Jobs;
  clock: Clock;
  ids: Ids;
  secretBox: SecretBox;
  anchorSigner: AnchorSigner;
  anchorStore: AnchorStore;
  accounts: Accounts;
  /** Opens the first-run set-up while there is no organization; the same in every process of the hub. */
  setUpToken: string;
  sandbox: Sandbox;
  renderer: Renderer;
  email: EmailChannel;
  connectors: Connectors;
  /** Reads what comes with the hub: mappings, rules, template. */
  loadReadyData(): Promise<ReadyData>;
  webhooks: WebhookPoster;
  rateFeed: RateFeed;
  /** Base of every link that we print, without a slash at the end. */
  publicBaseUrl: string;
  /** As many hints of one connection may wait; beyond it its webhooks are turned away. */
  waitingHintsMax: number;
  log: Log;
};

/** Who does a verb, for which organization, and with what. */
export type Ctx = {
  organizationId: string;
  actor: Actor;
  permissions: ReadonlySet<Permission>;
  /** Roles of the person, for approval steps; empty for machines. */
  roles: readonly string[];
  /** The legal entities that are granted; null grants all. */
  entityIds: readonly string[] | null;
  /** Follows the work through every stage. */
  requestId: string;
  deps: FlowDeps;
};

/** Refuses a verb without its permission (`auth.scope_missing`) or entity grant (`auth.entity_not_granted`). */
export function authorise(ctx: Ctx, permission: Permission, entityId?: string): void {
  if (!ctx.permissions.has(permission)) {
    throw new AppError('auth.scope_missing', { detail: `This needs the permission "${permission}".` });
  }
  if (entityId !== undefined && ctx.entityIds !== null && !ctx.entityIds.includes(entityId)) {
    throw new AppError('auth.entity_not_granted');
  }
}
