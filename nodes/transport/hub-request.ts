import type {
  IDataObject,
  IExecuteFunctions,
  IHookFunctions,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
  IWebhookFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { readProblem, readRetryAfterMs } from './hub-answer';
import { type Failure, toNodeError } from './hub-error';
import { toNetworkFailure } from './network-failure';

/** Whoever may ask the hub. */
export type HubCaller = IExecuteFunctions | ILoadOptionsFunctions | IHookFunctions | IWebhookFunctions;

/** A request to the hub's API. */
export interface HubRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL, from /v1 on; parts that come from a user are encoded by the caller. */
  path: string;
  query?: IDataObject;
  /** JSON, or a text of the media type that is named. */
  body?: IDataObject | IDataObject[] | string;
  mediaType?: string;
  /** Names the request, so that the hub does it once however often it comes. */
  idempotencyKey?: string;
  isBinary?: boolean;
  itemIndex?: number;
  /** What is being done, for the error: "issuing the invoice". */
  doing: string;
}

/** A successful answer. */
export interface HubAnswer {
  status: number;
  headers: Record<string, unknown>;
  body: unknown;
}

const CREDENTIAL = 'seikyuApi';
/** Above the hub's own bound for reading a body, so that the hub's answer comes first. A guess. */
const TIMEOUT_MS = 60_000;
const TRIES_MAX = 6;
/** All waits of one request together: longer ones are for n8n's own "Retry On Fail". A guess. */
const WAIT_TOTAL_MAX_MS = 60_000;

/**
 * Asks the hub. When it says how long to wait (busy, rate limited, document not ready yet), the node waits and asks
 * again within bounds; repeating is safe, as changes carry an Idempotency-Key. Throws `NodeApiError`.
 */
export async function askHub(caller: HubCaller, request: HubRequest): Promise<HubAnswer> {
  let waitedMs = 0;
  for (let tries = 1; ; tries += 1) {
    const outcome = await tryOnce(caller, request);
    if ('answer' in outcome) return outcome.answer;
    const { failure } = outcome;
    const waitMs = 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
    const mayWait = waitMs !== undefined && tries < TRIES_MAX && waitedMs + waitMs <= WAIT_TOTAL_MAX_MS;
    if (!mayWait) throw toNodeError(caller.getNode(), failure, request.itemIndex, request.doing);
    await sleep(waitMs);
    waitedMs += waitMs;
  }
}

/** Asks the hub for JSON; see `askHub`. */
export async function askHubForJson<Body = IDataObject>(
  caller: HubCaller,
  request: HubRequest,
): Promise<Body> {
  return (await askHub(caller, request)).body as Body;
}

async function tryOnce(
  caller: HubCaller,
  request: HubRequest,
): Promise<{ answer: HubAnswer } | { failure: Failure }> {
  const { baseUrl } = await caller.getCredentials<{ baseUrl: string }>(CREDENTIAL);
  let answer: { statusCode: number; headers: Record<string, unknown>; body: unknown };
  try {
    answer = await caller.helpers.httpRequestWithAuthentication.call(
      caller,
      CREDENTIAL,
      optionsOf(baseUrl, request),
    );
  } catch (error) {
    return { failure: toNetworkFailure(error, hostOf(baseUrl), TIMEOUT_MS) };
  }
  const { statusCode: status, headers, body } = answer;
  if (status >= 200 && status < 300) return { answer: { status, headers, body } };
  const problem = readProblem(body);
  const retryAfterMs = readRetryAfterMs(headers, new Date());
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return {
    failure:
      problem === undefined
        ? { kind: 'foreign', status, ...wait }
        : { kind: 'problem', status, problem, ...wait },
  };
}

function optionsOf(baseUrl: string, request: HubRequest): IHttpRequestOptions {
  const { method, path, query, body, mediaType, idempotencyKey, isBinary } = request;
  return {
    method,
    url: `${baseUrl.trim().replace(/\/+$/, '')}${path}`,
    headers: {
      accept: isBinary === true ? '*/*' : 'application/json',
      ...(mediaType === undefined ? {} : { 'content-type': mediaType }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': `"${idempotencyKey}"` }),
    },
    ...(query === undefined ? {} : { qs: query }),
    ...(body === undefined ? {} : { body }),
    ...(isBinary === true ? { encoding: 'arraybuffer' as const } : { json: true }),
    returnFullResponse: true,
    ignoreHttpStatusErrors: true,
    disableFollowRedirect: true,
    timeout: TIMEOUT_MS,
  };
}

function hostOf(baseUrl: string): string {
  return /^[a-z]+:\/\/([^/?#]+)/i.exec(baseUrl.trim())?.[1] ?? baseUrl;
}
