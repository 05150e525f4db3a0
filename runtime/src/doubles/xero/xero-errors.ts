import type { JsonObject } from '../../core/json.ts';
import type { DoubleResponse, VendorErrors } from '../shared/double-types.ts';

/** Xero's validation exception: one element for each record that was refused, with its reasons. */
export function validationException(elements: JsonObject[]): DoubleResponse {
  return {
    status: 400,
    body: {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
      Elements: elements,
    },
  };
}

/** Reasons as Xero lists them. */
export function toValidationErrors(texts: readonly string[]): JsonObject[] {
  return texts.map((Message) => ({ Message }));
}

/** Xero's gateway on a call without a tenant that the token reaches. */
export function forbidden(): DoubleResponse {
  return { status: 403, body: { Title: 'Forbidden', Status: 403, Detail: 'AuthenticationUnsuccessful' } };
}

/** How Xero says no. */
export const XERO_ERRORS: VendorErrors = {
  notFound: () => ({
    status: 404,
    body: {
      Title: 'The resource you are looking for cannot be found',
      Status: 404,
      Detail: 'The resource you are looking for has been removed, or the address is wrong',
    },
  }),
  unauthorized: () => ({
    status: 401,
    body: { Title: 'Unauthorized', Status: 401, Detail: 'AuthenticationUnsuccessful' },
  }),
  invalid: (reasons) => ({
    status: 400,
    body: { ErrorNumber: 17, Type: 'PostDataInvalidException', Message: reasons.join('; '), Elements: [] },
  }),
  rateLimited: (retryAfterSeconds) => ({
    status: 429,
    headers: {
      'x-rate-limit-problem': 'minute',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: { Title: 'Too Many Requests', Status: 429, Detail: 'The minute rate limit was exceeded.' },
  }),
};
