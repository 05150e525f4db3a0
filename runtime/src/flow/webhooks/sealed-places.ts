/** Where an endpoint's secret is bound to; after a rotation the old one is bound to a place of its own. */
export const endpointSecretPlace = (
  organizationId: string,
  endpointId: string,
  field: 'secret' | 'previous_secret',
): string => `organization:${organizationId}|webhook_endpoint:${endpointId}|field:${field}`;

/** Where the address that resumes a waiting flow is bound to. */
export const resumeUrlPlace = (organizationId: string, waiterId: string): string =>
  `organization:${organizationId}|waiter:${waiterId}|field:resume_url`;
