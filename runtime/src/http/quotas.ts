import { AppError } from '../core/app-error.ts';
import type { KeyPlace } from '../flow/auth/key-places.ts';
import type { HttpLimits } from './limits.ts';
import { createRateWindow, type RateStanding } from './rate-window.ts';

/** What is left of both quotas, in the fields of draft-ietf-httpapi-ratelimit-headers, and the refusal above either. */
export type QuotaStanding = {
  headers: { 'ratelimit-policy': string; ratelimit: string };
  refusal: AppError | undefined;
};

/** Counts requests per key, and those of all keys of an organization. `look` counts none. */
export type Quotas = {
  take(key: KeyPlace, nowMs: number): QuotaStanding;
  look(key: KeyPlace, nowMs: number): QuotaStanding;
};

/** Makes the quotas of one process. */
export function createQuotas(limits: HttpLimits): Quotas {
  const { requestsMax, organizationRequestsMax, requestsWindowMs: windowMs } = limits;
  const ofKeys = createRateWindow({ requestsMax, windowMs });
  const ofOrganizations = createRateWindow({ requestsMax: organizationRequestsMax, windowMs });
  const seconds = Math.ceil(windowMs / 1000);
  const policy = `"default";q=${requestsMax};w=${seconds}, "organization";q=${organizationRequestsMax};w=${seconds}`;
  const toStanding = (ofKey: RateStanding, ofAll: RateStanding): QuotaStanding => ({
    headers: {
      'ratelimit-policy': policy,
      ratelimit: `${toItem('default', ofKey)}, ${toItem('organization', ofAll)}`,
    },
    refusal: toRefusal(ofKey, ofAll),
  });
  return {
    take: ({ keyId, organizationId }, nowMs) => {
      const ofKey = ofKeys.take(keyId, nowMs);
      // What its own quota refuses takes nothing from the others of its organization.
      const ofAll = ofKey.isAllowed
        ? ofOrganizations.take(organizationId, nowMs)
        : ofOrganizations.look(organizationId, nowMs);
      return toStanding(ofKey, ofAll);
    },
    look: ({ keyId, organizationId }, nowMs) =>
      toStanding(ofKeys.look(keyId, nowMs), ofOrganizations.look(organizationId, nowMs)),
  };
}

function toRefusal(ofKey: RateStanding, ofAll: RateStanding): AppError | undefined {
  if (!ofKey.isAllowed) return new AppError('request.rate_limited', { retryAfterMs: ofKey.resetMs });
  if (ofAll.isAllowed) return undefined;
  const detail = 'The keys of this organization made too many requests together.';
  return new AppError('request.rate_limited', { detail, retryAfterMs: ofAll.resetMs });
}

const toItem = (name: string, { left, resetMs }: RateStanding): string =>
  `"${name}";r=${left};t=${Math.ceil(resetMs / 1000)}`;
