import { createHmac } from 'node:crypto';

/** HubSpot's table of decoded escapes. Written apart from the connector's, so that each checks the other. */
const DECODED: readonly (readonly [string, string])[] = [
  ['%3A', ':'],
  ['%2F', '/'],
  ['%3F', '?'],
  ['%40', '@'],
  ['%21', '!'],
  ['%24', '$'],
  ['%27', "'"],
  ['%28', '('],
  ['%29', ')'],
  ['%2A', '*'],
  ['%2C', ','],
  ['%3B', ';'],
];

/** The value of X-HubSpot-Signature-v3 for a POST of `body` to `url` (HubSpot, validating requests). */
export function signHubspotWebhook(input: {
  url: string;
  body: string;
  timestampMs: number;
  clientSecret: string;
}): string {
  let uri = input.url;
  for (const [escaped, plain] of DECODED) {
    uri = uri.replaceAll(escaped, plain).replaceAll(escaped.toLowerCase(), plain);
  }
  return createHmac('sha256', input.clientSecret)
    .update(`POST${uri}${input.body}${input.timestampMs}`)
    .digest('base64');
}
