/** The pinned date version of HubSpot's API; each is supported for 18 months (developers.hubspot.com, API versioning). */
export const HUBSPOT_VERSION = '2026-03';
