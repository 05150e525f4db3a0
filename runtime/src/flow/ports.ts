import type { AuditAnchor } from '../core/audit/anchor.ts';
import type { Id, IdKind } from '../core/ids.ts';
import type { InvoiceCard } from '../core/invoice/card.ts';
import type { InvoiceDocument } from '../core/invoice/document.ts';
import type { JsonObject, JsonValue } from '../core/json.ts';
import type { DescribedField } from '../core/mapping/source-field.ts';
import type { Result } from '../core/result.ts';

/** The only source of the present; tests move it. */
export interface Clock {
  now(): Date;
}

/** The only source of new ids. */
export interface Ids {
  next<Kind extends IdKind>(kind: Kind): Id<Kind>;
}

/** Encrypts and decrypts secrets at rest, bound to the place where they are stored. */
export interface SecretBox {
  /** The ids of the keys at hand: the first one seals, each opens what it sealed. */
  readonly keyIds: readonly [string, ...string[]];
  /** Seals with the first key. */
  seal(plainText: string, boundTo: string): Uint8Array;
  /** Throws `config.invalid` where its key is not at hand, and for what was bound to another place or changed. */
  open(sealed: Uint8Array, boundTo: string): string;
}

/** Signs what an audit trail was on a day, with Ed25519. */
export interface AnchorSigner {
  /** The public key of each sealing key at hand, by its id. */
  readonly publicKeys: ReadonlyMap<string, string>;
  /** The one that signs now. The 32 bytes of the public key, base64url. */
  readonly publicKey: string;
  /** Returns the signature, base64url. */
  sign(text: string): string;
}

/** Keeps signed anchors where whoever writes to the database does not reach. The same one may come twice. */
export interface AnchorStore {
  keep(anchor: AuditAnchor): Promise<void>;
  /** What was kept of an organization, oldest first; throws where something else stands among it. */
  list(organizationId: string): Promise<AuditAnchor[]>;
}

/** One run of a mapping script over a batch. Each item is one record with the draft that the field rows made. */
export type ScriptBatch = {
  organizationId: string;
  /** Text of one module with `export default function map(source, draft, ctx)`. */
  script: string;
  items: { source: JsonValue; draft: JsonObject }[];
  /** ISO instant, fixed for the batch: scripts have no clock. */
  now: string;
  timeoutMs?: number;
};

/** What a script made of one record; a failure names the code of core/error-codes.ts. */
export type ScriptOutcome =
  | { ok: true; value: JsonObject }
  | {
      ok: false;
      code:
        | 'mapping.script_failed'
        | 'mapping.script_timeout'
        | 'mapping.script_out_of_memory'
        | 'mapping.script_output_invalid';
      detail: string;
    };

/** A place of a script that may not be saved, from line 1 and column 1, and why. */
export type ScriptFinding = { line: number; column: number; detail: string };

/** Runs admin-written scripts; one outcome per item, in order, whatever the script does. */
export interface Sandbox {
  /** What a script must not hold: asked before it is stored. */
  check(script: string): ScriptFinding[];
  run(batch: ScriptBatch): Promise<ScriptOutcome[]>;
  close(): Promise<void>;
}

/** A template as stored: Typst source plus the texts of each language. Data, never code of ours. */
export type TemplateSource = {
  id: string;
  version: number;
  source: string;
  texts: Record<string, JsonObject>;
};

/** Makes paper and pictures. Deterministic: the same inputs give the same bytes. */
export interface Renderer {
  renderPdf(input: { document: InvoiceDocument; template: TemplateSource }): Promise<Uint8Array>;
  renderPreviewSvg(input: { document: InvoiceDocument; template: TemplateSource }): Promise<string>;
  renderCardSvg(card: InvoiceCard): Promise<string>;
  renderCardPng(card: InvoiceCard): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A mail as handed to a channel. The Message-ID is ours and stays the same for one send attempt. */
export type EmailMessage = {
  messageId: string;
  from: { name: string; address: string };
  replyTo?: string;
  to: { name: string; address: string }[];
  cc?: { name: string; address: string }[];
  subject: string;
  text: string;
  attachments: { filename: string; mediaType: string; bytes: Uint8Array }[];
};

/**
 * What became of a message. `refused` and `unavailable` are certain not to have been accepted;
 * `unknown` may have been, so nobody repeats it without a person's word.
 */
export type EmailOutcome =
  | { state: 'sent'; response: string }
  | { state: 'refused'; detail: string }
  | { state: 'unavailable'; detail: string }
  | { state: 'unknown'; detail: string };

/** Sends one mail. Never throws for what the other side does. */
export interface EmailChannel {
  readonly kind: 'smtp' | 'folder';
  send(message: EmailMessage): Promise<EmailOutcome>;
}

/** One message on its way to a receiver outside. The header names are in lower case. */
export type WebhookPost = { url: string; headers: Record<string, string>; body: string };

/** What became of a post. The answer's body is never given: it is nobody's business and may be anything. */
export type WebhookPostOutcome =
  | { state: 'answered'; status: number; retryAfterMs: number | undefined }
  | { state: 'timeout' | 'unreachable' | 'address_refused' };

/** Posts to receivers outside: public https addresses and opened origins, and nothing else. */
export interface WebhookPoster {
  /** Says whether a URL may be posted to as far as its text tells; throws `outbound.address_refused`. */
  check(url: string): void;
  /** Posts once, without following a redirect. Never throws for what the other side does. */
  post(post: WebhookPost): Promise<WebhookPostOutcome>;
  close(): void;
}

/** Reference rates of one day: so many units of each quote for one of the base. */
export type FetchedRates = { base: string; date: string; rates: { quote: string; rate: string }[] };

/** A publisher of exchange rates. */
export interface RateFeed {
  readonly name: 'ecb';
  /** Whose rates they are; printed with them. */
  readonly source: string;
  /** The newest rates that it publishes. Throws AppError with a `target.*` code. */
  fetchLatest(): Promise<FetchedRates>;
  close(): void;
}

/** A webhook request as received: raw bytes, before anything was parsed. `url` is built from our public base URL. */
export type WebhookRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Uint8Array;
  receivedAtMs: number;
};

/** Whether the signature holds. */
export type WebhookVerdict =
  | { ok: true }
  | {
      ok: false;
      code: 'webhook.signature_missing' | 'webhook.signature_invalid' | 'webhook.timestamp_out_of_window';
    };

/** A webhook says only that something may have changed: which record to fetch again. */
export type WebhookHint = { dedupeKey: string; object: string; externalId: string; occurredAtMs: number };

/** A record as its system gave it. */
export type RawRecord = {
  object: string;
  externalId: string;
  /** The system's own change time, ISO 8601, when it has one. */
  modifiedAt: string | null;
  payload: JsonObject;
};

/** A flat set of canonical fields of one object; the connector translates to and from the vendor's shape. */
export type SyncFields = { [field: string]: JsonValue };

/** A record in a target, read into canonical field names. */
export type TargetRecord = { externalId: string; fields: SyncFields };

/** One write. The operation key is stable over retries; the vendor's idempotency key is made from it. */
export type TargetWrite = {
  object: string;
  externalId?: string;
  fields: SyncFields;
  /** External ids of records that this one points to, by canonical kind. */
  references: Record<string, string>;
  operationKey: string;
};

/** A connected system. One instance per connection; HTTP goes through an injected transport. */
export interface Connector {
  readonly system: string;
  verifyWebhook(request: WebhookRequest, secret: string): WebhookVerdict;
  /** Reads the hints of a verified body. */
  parseWebhook(body: Uint8Array): Result<WebhookHint[]>;
  /** Fetches a record with what it needs to be mapped; what others depend on comes first, the record itself last. */
  get(object: string, externalId: string): Promise<RawRecord[]>;
  /** The fields of an object, as `get` puts them into its raw records; none for an object that is not handled. */
  describeFields(object: string): Promise<DescribedField[]>;
  /** Looks a record up in a target by its natural key (number, SKU, customer id). */
  find(object: string, matchKey: string): Promise<TargetRecord | undefined>;
  /** Reads a target record back; of a ledger also `invoice_balance`, what of an invoice is paid, credited and due. */
  read(object: string, externalId: string): Promise<TargetRecord | undefined>;
  /** Creates or updates; returns the external id. */
  write(write: TargetWrite): Promise<{ externalId: string }>;
}

/** How a connector reaches its vendor: guarded, bounded, rate-limited, and classified into our codes. */
export interface Transport {
  /** Throws AppError with a `target.*` code for anything but 2xx. */
  request(request: TransportRequest): Promise<TransportResponse>;
}

/** One HTTP call to a vendor. `path` is appended to the connection's base URL. */
export type TransportRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: JsonValue;
  /** Name of the vendor's limit that this call counts against. */
  limitClass: string;
};

/** A vendor's answer, parsed. */
export type TransportResponse = { status: number; headers: Record<string, string>; body: JsonValue };

/** An account: somebody with a password, in any number of organizations. */
export type Account = { id: string; email: string; name: string; hasSecondFactor: boolean };

/** A password that was right: the account is proved, or its second factor is asked for next. */
export type PasswordOutcome =
  | { state: 'proved'; accountId: string }
  | { state: 'code_asked'; challenge: string };

/** A second factor that is being set up: what an authenticator app scans, and ten codes for when it is lost. */
export type SecondFactor = { uri: string; backupCodes: string[] };

/** What became of a stretch of second factors; `unreadable` are the accounts whose factor no key at hand opens. */
export type ResealedFactors = { resealedCount: number; unreadable: string[]; next: string | undefined };

/**
 * Proves who somebody is. `address` is the network address that a request came from: tries are bounded per address and
 * per e-mail address. Throws `sign_in.*`.
 */
export interface Accounts {
  /** Gets ready in the background, so that the first form is answered without waiting. */
  warmUp(): void;
  checkPassword(input: { email: string; password: string; address: string }): Promise<PasswordOutcome>;
  /** Answers a challenge of `checkPassword`; returns the account's id. After five wrong codes it is locked for a while. */
  checkCode(input: {
    challenge: string;
    kind: 'app' | 'backup';
    code: string;
    address: string;
  }): Promise<string>;
  find(email: string): Promise<Account | undefined>;
  get(accountId: string): Promise<Account>;
  /** Makes an account; throws `sign_in.account_exists` for an e-mail address that has one. Returns its id. */
  create(input: { email: string; name: string; password: string }): Promise<string>;
  setPassword(input: { accountId: string; password: string }): Promise<void>;
  /** Sets a new password where the current one is right. */
  changePassword(input: {
    accountId: string;
    password: string;
    next: string;
    address: string;
  }): Promise<void>;
  /** Makes a new second factor; it counts once `confirmSecondFactor` got its first code. */
  beginSecondFactor(input: { accountId: string; password: string; address: string }): Promise<SecondFactor>;
  confirmSecondFactor(input: { accountId: string; code: string; address: string }): Promise<void>;
  /** Replaces the backup codes; the old ones open nothing any more. */
  renewBackupCodes(input: { accountId: string; password: string; address: string }): Promise<string[]>;
  removeSecondFactor(accountId: string): Promise<void>;
  /** How many values of second factors lie under each sealing key; null is what was kept before keys had ids. */
  countSecondFactors(): Promise<{ keyId: string | null; count: number }[]>;
  /**
   * Encrypts some second factors anew under the first key, from the place on where the last call stopped. What somebody
   * changes meanwhile stays as they made it. `next` is undefined after the last ones.
   */
  resealSecondFactors(after: string | undefined): Promise<ResealedFactors>;
  /** True for a step of a sign-in that was taken: what the browser still holds of it leads nowhere. */
  isStepSpent(ticket: string): Promise<boolean>;
  /** Takes a step of a sign-in, once; throws `sign_in.expired` for one that was taken. */
  spendStep(ticket: string): Promise<void>;
}

/** A ready mapping as it lies in mappings/. */
export type ReadyMapping = {
  system: string;
  object: string;
  kind: string;
  definition: JsonObject;
  script: string | null;
  hash: string;
};

/** A ready template as it lies in mappings/templates/. */
export type ReadyTemplate = { name: string; source: string; texts: Record<string, JsonObject>; hash: string };

/** A ready rule set as it lies in mappings/rules/, or made from one. */
export type ReadyRules = { definition: JsonObject; hash: string };

/** What comes with the hub and is published for an organization as version 1. */
export type ReadyData = {
  mappings: readonly ReadyMapping[];
  template: ReadyTemplate;
  /** The rules of an entity with this currency. */
  rulesFor(currency: string): ReadyRules;
};
