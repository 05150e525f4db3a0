import { type SQL, sql } from 'drizzle-orm';
import { EXCEPTION_KINDS, type ExceptionKind } from '../../core/exception-kinds.ts';
import { type Money, money } from '../../core/money/money.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { authorise, type Ctx } from '../context.ts';
import type { Page, PageInput } from '../read/page.ts';
import { exceptionFacts } from './exception-facts.ts';

/** Something that waits for a person and is no approval. */
export type ExceptionView = {
  /** Names this occurrence: gone once it is mended, and another when it comes back. */
  id: string;
  kind: ExceptionKind;
  object: {
    kind:
      | 'dead_letter'
      | 'invoice'
      | 'delivery_report'
      | 'contract'
      | 'connection'
      | 'payment'
      | 'webhook_endpoint';
    id: string;
  };
  /** The invoice that it is about, where there is one. */
  invoiceId: string | null;
  /** What it is about, such as the customer or the contract; empty where nothing has a name. */
  name: string;
  /** What is wrong; of stopped work its stage and error code, of others a state or the code of a finding. */
  code: string;
  /** The same in words, where the fact has them. */
  text: { en: string; ja: string } | null;
  /** What is at stake; null where no amount is known. */
  amount: Money | null;
  since: Date;
  owner: { id: string; name: string } | null;
  note: string;
};

/** What to list; all of what is given must hold. */
export type ListExceptionsInput = PageInput & {
  kind?: ExceptionKind;
  /** The id of a person, or `nobody`. */
  owner?: string;
  /** Only what waits at least as long. */
  minAgeDays?: number;
  /** Only what belongs to this legal entity; what belongs to none, such as a webhook endpoint, is left out. */
  entityId?: string;
};

const DAY_MS = 86_400_000;

/**
 * Lists exceptions of the granted entities, the oldest first. Mended ones are not among them: they are not stored. Throws
 * `auth.entity_not_granted` when it is asked for an entity that is not.
 */
export async function listExceptions({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListExceptionsInput;
}): Promise<Page<ExceptionView>> {
  authorise(ctx, 'read', input.entityId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const where = sql`${filtersOf(ctx, input)} and ${isAfter(input.before)}`;
    const kinds = input.kind === undefined ? EXCEPTION_KINDS : [input.kind];
    const rows = await selectExceptions(tx, withinEntity(ctx, input.entityId), {
      kinds,
      where,
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      items: page.map(toView),
      next: rows.length > input.limit && last !== undefined ? `${last.micros}.${last.id}` : null,
    };
  });
}

/** One exception as it is now; undefined where it is mended or not granted. */
export async function findException(tx: Tx, ctx: Ctx, id: string): Promise<ExceptionView | undefined> {
  const rows = await selectExceptions(tx, ctx, {
    kinds: EXCEPTION_KINDS,
    where: sql`e.id = ${id}`,
    limit: 1,
  });
  return rows.map(toView)[0];
}

/** The condition of the filters over the exceptions `e` with their owners `o`. */
export function filtersOf(ctx: Ctx, { owner, minAgeDays }: Omit<ListExceptionsInput, 'limit'>): SQL {
  const until =
    minAgeDays === undefined ? null : new Date(ctx.deps.clock.now().getTime() - minAgeDays * DAY_MS);
  const isOwned =
    owner === undefined
      ? sql`true`
      : owner === 'nobody'
        ? sql`o.owner_id is null`
        : sql`o.owner_id = ${owner}`;
  return sql`${isOwned} and ${until === null ? sql`true` : sql`e.since <= ${until.toISOString()}::timestamptz`}`;
}

/** As if one entity alone were granted. */
export const withinEntity = (ctx: Ctx, entityId: string | undefined): Ctx =>
  entityId === undefined ? ctx : { ...ctx, entityIds: [entityId] };

/** The facts of some kinds, each with the id of its occurrence, and who looks after it. */
export const exceptionsWithOwners = (ctx: Ctx, kinds: readonly ExceptionKind[]): SQL => sql`(
    select f.*, 'exc_' || md5(f.kind || ' ' || f.occurrence) as id from (${exceptionFacts(ctx, kinds)})
      f (kind, occurrence, object_kind, object_id, invoice_id, name, code, text, amount_minor, currency, since)
  ) e
  left join exception_owners o on o.exception_key = e.id`;

type Row = {
  id: string;
  micros: string;
  kind: ExceptionKind;
  object_kind: ExceptionView['object']['kind'];
  object_id: string;
  invoice_id: string | null;
  name: string | null;
  code: string;
  text: { en: string; ja: string } | null;
  amount_minor: string | null;
  currency: string | null;
  owner_id: string | null;
  owner_name: string | null;
  note: string | null;
};

const MICROS = sql`(extract(epoch from e.since) * 1000000)::bigint`;

async function selectExceptions(
  tx: Tx,
  ctx: Ctx,
  { kinds, where, limit }: { kinds: readonly ExceptionKind[]; where: SQL; limit: number },
): Promise<Row[]> {
  return tx.execute<Row>(sql`
    select e.id, ${MICROS}::text as micros, e.kind, e.object_kind, e.object_id, e.invoice_id, e.name, e.code, e.text,
      e.amount_minor::text, e.currency, o.owner_id, p.name as owner_name, o.note
    from ${exceptionsWithOwners(ctx, kinds)}
    left join people p on p.organization_id = o.organization_id and p.id = o.owner_id
    where ${where} order by e.since, e.id limit ${limit}`);
}

const PLACE = /^(\d{1,18})\.(exc_[0-9a-f]{32})$/;

/** What comes after a place that a page gave out; everything after one that none did. */
function isAfter(place: string | undefined): SQL {
  const [, micros, id] = PLACE.exec(place ?? '') ?? [];
  return micros === undefined || id === undefined
    ? sql`true`
    : sql`(${MICROS}, e.id) > (${micros}::bigint, ${id}::text)`;
}

function toView(row: Row): ExceptionView {
  const { amount_minor: amountMinor, currency, owner_id: ownerId, owner_name: ownerName } = row;
  return {
    id: row.id,
    kind: row.kind,
    object: { kind: row.object_kind, id: row.object_id },
    invoiceId: row.invoice_id,
    name: row.name ?? '',
    code: row.code,
    text: row.text,
    amount:
      amountMinor === null || currency === null ? null : money(BigInt(amountMinor), currencyOf(currency)),
    since: new Date(Number(BigInt(row.micros) / 1000n)),
    owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? ownerId },
    note: row.note ?? '',
  };
}
