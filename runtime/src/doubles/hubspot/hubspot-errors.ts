import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../../core/json.ts';
import type { DoubleResponse, VendorErrors } from '../shared/double-types.ts';

/** HubSpot's error body (HubSpot, error handling). */
export function hubspotError(
  status: number,
  category: string,
  message: string,
  more: Record<string, JsonValue> = {},
): DoubleResponse {
  return { status, body: { status: 'error', message, correlationId: randomUUID(), category, ...more } };
}

/** How HubSpot says no. */
export const HUBSPOT_ERRORS: VendorErrors = {
  notFound: () => hubspotError(404, 'OBJECT_NOT_FOUND', 'resource not found'),
  unauthorized: () =>
    hubspotError(
      401,
      'INVALID_AUTHENTICATION',
      'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
    ),
  invalid: (reasons) =>
    hubspotError(400, 'VALIDATION_ERROR', 'Invalid input JSON', {
      errors: reasons.map((message) => ({ message })),
    }),
  rateLimited: (retryAfterSeconds) => ({
    status: 429,
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
    body: {
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      correlationId: randomUUID(),
      policyName: 'TEN_SECONDLY_ROLLING',
    },
  }),
};
