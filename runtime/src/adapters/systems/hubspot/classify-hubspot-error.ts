import type { ErrorCode } from '../../../core/error-codes.ts';
import type { ClassifiedError, ClassifyError } from '../../outbound/create-transport.ts';
import { HubspotError } from './api-types.ts';

/** HubSpot's windows by policy name; the daily one is a guess, since it ends at the account's midnight. */
const WAIT_BY_POLICY_MS: Record<string, number> = {
  SECONDLY: 1_000,
  TEN_SECONDLY_ROLLING: 10_000,
  DAILY: 3_600_000,
};

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  401: 'target.unauthorized',
  403: 'target.forbidden',
  404: 'record.not_found',
  408: 'target.timeout',
  409: 'target.conflict',
  // Locked, and 477 while an account is moved: both say to come back later (HubSpot, error handling).
  423: 'target.unavailable',
  429: 'target.rate_limited',
  477: 'target.unavailable',
};

/** A word of HubSpot's that cannot hold a customer's data: a category, a code, an id, a property name. */
const SAFE_WORD = /^[A-Za-z0-9_.-]{1,100}$/;

/** Reads HubSpot's status and error body into our code. Vendor messages quote values, so none is passed on. */
export const classifyHubspotError: ClassifyError = (status, body): ClassifiedError => {
  const code = CODE_BY_STATUS[status] ?? (status >= 500 ? 'target.unavailable' : 'target.refused');
  const error = HubspotError.safeParse(body).data;
  const words = [
    error?.category,
    error?.policyName,
    ...(error?.errors ?? []).flatMap(({ code: word, context }) => [word, ...(context?.propertyName ?? [])]),
  ].filter((word) => word !== undefined && SAFE_WORD.test(word));
  const correlation = error?.correlationId ?? '';
  const reason = [...new Set(words)].slice(0, 20).join(', ');
  const detail = [
    `HubSpot answered ${status}`,
    reason === '' ? '' : ` (${reason})`,
    SAFE_WORD.test(correlation) ? `, correlation id ${correlation}` : '',
    '.',
  ].join('');
  const waitMs = status === 429 ? WAIT_BY_POLICY_MS[error?.policyName ?? ''] : undefined;
  return waitMs === undefined ? { code, detail } : { code, detail, retryAfterMs: waitMs };
};
