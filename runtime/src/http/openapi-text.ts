import { createBareApp } from './create-app.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { createOpenApiDocument } from './openapi-document.ts';
import { mountApi } from './routes/mount-api.ts';

/** The text of docs/openapi.json: the described routes, without a hub behind them. The same code gives the same text. */
export function openApiText(): string {
  const app = createBareApp();
  mountApi(app, {
    publicBaseUrl: '',
    limits: DEFAULT_LIMITS,
    nowMs: () => 0,
    inbox: { write: async () => ({ accepted: 0, duplicates: 0 }) },
    receive: async () => undefined,
    isReady: async () => false,
  });
  return `${JSON.stringify(createOpenApiDocument(app), null, 2)}\n`;
}
