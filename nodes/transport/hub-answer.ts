import type { IDataObject } from 'n8n-workflow';

/** What the hub says about a request that it cannot do: a problem document (RFC 9457) with a registered code. */
export interface Problem {
  code: string;
  detail: string;
  /** The page of the code. */
  page: string;
  /** Names the request in the hub's log. */
  instance: string;
  errors: Array<{ pointer: string; detail: string }>;
}

/** The problem document of an answer; undefined when somebody else answered, such as a proxy before the hub. */
export function readProblem(body: unknown): Problem | undefined {
  const found = asObject(body);
  if (found === undefined || typeof found.code !== 'string') return undefined;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const errors = Array.isArray(found.errors) ? found.errors : [];
  return {
    code: found.code,
    detail: text(found.detail) || text(found.title),
    page: text(found.type),
    instance: text(found.instance).replace('urn:request:', ''),
    errors: errors.flatMap((error: unknown) => {
      const entry = asObject(error);
      return entry === undefined ? [] : [{ pointer: text(entry.pointer), detail: text(entry.detail) }];
    }),
  };
}

/** A JSON object of an answer, whether n8n parsed it or gave its bytes; undefined for anything else. */
export function asObject(body: unknown): IDataObject | undefined {
  const value = parsed(body);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as IDataObject)
    : undefined;
}

function parsed(body: unknown): unknown {
  const isBytes = Buffer.isBuffer(body) || body instanceof ArrayBuffer || body instanceof Uint8Array;
  const text = isBytes ? Buffer.from(body as Uint8Array).toString('utf8') : body;
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How long the hub asks to wait, in milliseconds (RFC 9110 section 10.2.3); undefined when it does not say. */
export function readRetryAfterMs(headers: Record<string, unknown>, now: Date): number | undefined {
  const value = headers['retry-after'];
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const seconds = Number(value);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}
