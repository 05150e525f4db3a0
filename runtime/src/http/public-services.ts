import type { WebhookRequest } from '../flow/ports.ts';
import type { HttpLimits } from './limits.ts';

/** What the routes without a key need from the hub. */
export type PublicServices = {
  /** Base of our own links and of the URL that webhook signatures cover, without a slash at the end. */
  publicBaseUrl: string;
  limits: HttpLimits;
  nowMs(): number;
  /** Takes a webhook; settles after the commit and throws an AppError for one that is refused. */
  receive(token: string, request: WebhookRequest): Promise<void>;
  /** Whether the hub can do its work: true only with a database that answers. */
  isReady(): Promise<boolean>;
};
