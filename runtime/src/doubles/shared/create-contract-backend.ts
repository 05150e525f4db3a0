import addFormats from 'ajv-formats';
import { type Context, OpenAPIBackend } from 'openapi-backend';
import { assert } from '../../core/assert.ts';
import type { DoubleCall, DoubleOptions, DoubleResponse } from './double-types.ts';

type Violations = { contractViolations: string[] };

/**
 * The contract with its handlers: refuses what does not fit it, on the way in with the vendor's own error and on
 * the way out with a 500 and an entry in `contractViolations`. Raises when an
 * operation has no handler. Whether the contract is valid OpenAPI is a test's business, being slow.
 */
export async function createContractBackend(
  options: DoubleOptions,
  log: Violations,
): Promise<OpenAPIBackend> {
  const backend = new OpenAPIBackend({
    definition: options.contract,
    strict: true,
    // Compiles an operation's schemas at its first call: a start takes milliseconds instead of seconds.
    quick: true,
    ajvOpts: { allErrors: true },
    customizeAjv: (ajv) => addFormats.default(ajv),
    handlers: {
      notFound: () => options.errors.notFound(),
      methodNotAllowed: () => options.errors.notFound(),
      unauthorizedHandler: () => options.errors.unauthorized(),
      validationFail: (context: Context) => options.errors.invalid(reasonsOf(context.validation.errors)),
    },
  });
  for (const [operationId, handle] of Object.entries(options.handlers)) {
    backend.register(operationId, async (context: Context): Promise<DoubleResponse> => {
      const response = await handle(toCall(operationId, context));
      const reasons = options.validateResponses === false ? [] : violationsOf(context, response);
      if (reasons.length === 0) return response;
      log.contractViolations.push(`${operationId} ${response.status}: ${reasons.join('; ')}`);
      return { status: 500, body: { contractViolation: reasons } };
    });
  }
  for (const [scheme, isAllowed] of Object.entries(options.security ?? {})) {
    backend.registerSecurityHandler(scheme, (context: Context) => isAllowed(toHeaders(context)));
  }
  await backend.init();
  for (const { operationId } of backend.getOperations()) {
    assert(operationId !== undefined && operationId in options.handlers, `double handles ${operationId}`);
  }
  return backend;
}

function toHeaders(context: Context): Record<string, string> {
  const headers: Record<string, string> = context.request.headers;
  return headers;
}

function toCall(operationId: string, context: Context): DoubleCall {
  const { method, path, params, query, requestBody } = context.request;
  return { operationId, method, path, params, query, headers: toHeaders(context), body: requestBody ?? null };
}

function violationsOf(context: Context, response: DoubleResponse): string[] {
  const documented = context.operation.responses ?? {};
  if (!(String(response.status) in documented)) return [`status ${response.status} is not in the contract`];
  if (response.body === null) return [];
  return reasonsOf(context.api.validateResponse(response.body, context.operation, response.status).errors);
}

function reasonsOf(errors: Context['validation']['errors']): string[] {
  return (errors ?? []).map(({ instancePath, message }) =>
    `${instancePath} ${message ?? 'is not valid'}`.trim(),
  );
}
