import { OpenAPIHono } from '@hono/zod-openapi';
import { AppError } from '../core/app-error.ts';
import type { FlowDeps } from '../flow/context.ts';
import type { InboxWriter } from '../flow/ingest/create-inbox-writer.ts';
import { answerNothingHere } from './answer-nothing-here.ts';
import { assertRoutesDeclared } from './assert-routes-declared.ts';
import { collapsedPath } from './collapsed-path.ts';
import type { HttpLimits } from './limits.ts';
import { logFailure } from './log-failure.ts';
import { authenticate } from './middleware/authenticate.ts';
import { limitRate } from './middleware/limit-rate.ts';
import { refuseNullCharacter } from './middleware/refuse-null-character.ts';
import { requestContext } from './middleware/request-context.ts';
import { runOnce } from './middleware/run-once.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { takeBody } from './middleware/take-body.ts';
import { createOpenApiDocument } from './openapi-document.ts';
import { toProblem } from './problem.ts';
import { createPublicServices } from './public-services.ts';
import { createQuotas, type Quotas } from './quotas.ts';
import { mountApi } from './routes/mount-api.ts';
import { mountDocs } from './routes/mount-docs.ts';
import { zodToErrors } from './zod-to-errors.ts';

/** What the app is made of. */
export type CreateAppOptions = {
  deps: FlowDeps;
  inbox: InboxWriter;
  isReady: () => Promise<boolean>;
  limits?: Partial<HttpLimits>;
  /** Where something before the app refuses by them as well; made of the limits otherwise. */
  quotas?: Quotas;
  /** The header in which a proxy in front of the hub says whom it speaks for; undefined without a proxy. */
  addressHeader?: string | undefined;
};

/**
 * Makes the HTTP API. Denies by default: a route without a declared permission fails here, before anything is served.
 * Pages may be mounted on it afterwards; they have the request id, the security headers and the errors of the API.
 */
export function createApp(options: CreateAppOptions): OpenAPIHono {
  const { deps, inbox, isReady, limits } = options;
  const services = createPublicServices({ deps, inbox, isReady, limits });
  const app = createBareApp();
  app.onError((failure, c) => {
    const requestId = c.get('requestId');
    const error = logFailure(deps.log, failure, requestId);
    const problem = toProblem(error, { requestId, publicBaseUrl: deps.publicBaseUrl });
    // Made from the context, so that headers that were set before the error stay.
    return c.newResponse(problem.body, problem);
  });
  app.notFound((c) => answerNothingHere(c, app, deps.publicBaseUrl));
  app.use('*', requestContext(deps));
  app.use('*', securityHeaders(deps.publicBaseUrl), refuseNullCharacter);
  app.use(
    '/v1/*',
    authenticate(deps, { limits: services.limits, addressHeader: options.addressHeader }),
    limitRate(deps.clock, options.quotas ?? createQuotas(services.limits)),
    takeBody(services.limits),
    runOnce,
  );
  mountApi(app, services);
  mountDocs(app, createOpenApiDocument(app));
  assertRoutesDeclared(app);
  return app;
}

/** An app without routes that refuses what does not match a schema. */
export function createBareApp(): OpenAPIHono {
  return new OpenAPIHono({
    getPath: collapsedPath,
    defaultHook: (result) => {
      if (result.success) return;
      throw new AppError('request.invalid', { errors: zodToErrors(result.error, result.target) });
    },
  });
}
