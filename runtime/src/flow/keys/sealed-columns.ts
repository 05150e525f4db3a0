import { type SQL, sql } from 'drizzle-orm';
import { KEY_ID_BYTES, sealedHeader } from '../../core/secrets/sealed-header.ts';
import { answerPlace } from '../auth/claim-idempotency-key.ts';
import { connectionSecretsPlace } from '../find-connection.ts';
import { endpointSecretPlace, resumeUrlPlace } from '../webhooks/sealed-places.ts';

/** A column that holds sealed values. */
export type SealedColumn = {
  /** `table.column`, as status and audit entries call it. */
  name: string;
  table: string;
  column: string;
  /** The primary key beside the organization, one or two columns of text. */
  idColumns: readonly [string] | readonly [string, string];
  /** How a value reads as text: bytes as hex, what is kept as text as it is. */
  encoding: 'hex' | 'base64';
  /** What a value is bound to. */
  placeOf(organizationId: string, ids: readonly string[]): string;
};

const bytesOf = (
  table: string,
  column: string,
  placeOf: (organizationId: string, id: string) => string,
): SealedColumn => ({
  name: `${table}.${column}`,
  table,
  column,
  idColumns: ['id'],
  encoding: 'hex',
  placeOf: (organizationId, [id = '']) => placeOf(organizationId, id),
});

/** Every column with sealed values; whoever seals into another one adds it here, or its values are lost with their key. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  bytesOf('connections', 'secrets', connectionSecretsPlace),
  bytesOf('webhook_endpoints', 'secret', (organizationId, id) =>
    endpointSecretPlace(organizationId, id, 'secret'),
  ),
  bytesOf('webhook_endpoints', 'previous_secret', (organizationId, id) =>
    endpointSecretPlace(organizationId, id, 'previous_secret'),
  ),
  bytesOf('approval_waiters', 'resume_url', resumeUrlPlace),
  {
    name: 'idempotency_keys.body',
    table: 'idempotency_keys',
    column: 'body',
    idColumns: ['route', 'key'],
    encoding: 'base64',
    placeOf: (organizationId, [route = '', key = '']) => answerPlace({ organizationId }, { route, key }),
  },
];

/** Bytes of a header, and the characters of base64 that surely hold them. */
const HEADER_BYTES = 1 + KEY_ID_BYTES;
const HEADER_CHARS = 12;

/** The first bytes of a column's value. */
const headerOf = ({ column, encoding }: SealedColumn): SQL =>
  encoding === 'hex'
    ? sql`substr(${sql.identifier(column)}, 1, ${HEADER_BYTES})`
    : sql`substr(decode(left(${sql.identifier(column)}, ${HEADER_CHARS}), 'base64'), 1, ${HEADER_BYTES})`;

/** The id of the key that a column's value is sealed with; null for one from before keys had ids. */
export const keyIdColumn = (column: SealedColumn): SQL => {
  const header = headerOf(column);
  return sql`case when encode(${header}, 'hex') like ${sealedHeader('%')} then substr(encode(${header}, 'hex'), 3) end`;
};

/** True for values that are there and not sealed with a key. */
export const isNotUnder = (column: SealedColumn, keyId: string): SQL =>
  sql`${sql.identifier(column.column)} is not null and encode(${headerOf(column)}, 'hex') <> ${sealedHeader(keyId)}`;
