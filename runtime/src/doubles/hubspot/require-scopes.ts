import type { DoubleHandler, DoubleResponse } from '../shared/double-types.ts';
import { hubspotError } from './hubspot-errors.ts';

/**
 * The scopes of which a call needs one, by operation and object type. The definitions of properties are open to who may
 * read their objects or their schema (HubSpot, properties guide, scope requirements).
 */
const SCOPES: Readonly<Record<string, (type: string) => string[]>> = {
  getObject: (type) => [`crm.objects.${type}.read`],
  batchRead: (type) => [`crm.objects.${type}.read`],
  updateObject: (type) => [`crm.objects.${type}.write`],
  listAssociations: () => ['crm.objects.deals.read'],
  listProperties: (type) => [`crm.objects.${type}.read`, `crm.schemas.${type}.read`],
};

/** The handlers, each refusing as HubSpot does what the token's scopes do not cover; undefined grants everything. */
export function requireScopes(
  handlers: Record<string, DoubleHandler>,
  granted: readonly string[] | undefined,
): Record<string, DoubleHandler> {
  if (granted === undefined) return handlers;
  return Object.fromEntries(
    Object.entries(handlers).map(([operationId, handle]): [string, DoubleHandler] => [
      operationId,
      (call) => {
        const wanted = SCOPES[operationId]?.(call.params['objectType'] ?? '') ?? [];
        return wanted.some((scope) => granted.includes(scope)) ? handle(call) : missingScopes(wanted);
      },
    ]),
  );
}

function missingScopes(requiredGranularScopes: string[]): DoubleResponse {
  const message = 'One or more of the following scopes are required.';
  return hubspotError(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call.",
    { errors: [{ message, context: { requiredGranularScopes } }] },
  );
}
