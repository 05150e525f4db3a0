type ErrorCodeEntry = { status: number; title: string; retry: 'never' | 'later' | 'after-fix' };

/**
 * Every code that a problem document, a failed job or a dead letter can carry. One page each in docs/errors/.
 * `retry` is the only thing that decides whether a job is tried again.
 */
export const ERROR_CODES = {
  'request.invalid': { status: 400, title: 'The request does not match its schema', retry: 'after-fix' },
  'request.malformed_json': { status: 400, title: 'The body is not valid JSON', retry: 'after-fix' },
  'request.body_too_large': { status: 413, title: 'The body is larger than allowed', retry: 'after-fix' },
  'request.timeout': { status: 408, title: 'The body did not arrive in time', retry: 'later' },
  'request.rate_limited': { status: 429, title: 'Too many requests with this key', retry: 'later' },
  'request.method_not_allowed': {
    status: 405,
    title: 'This method is not possible here',
    retry: 'after-fix',
  },
  'request.not_found': { status: 404, title: 'There is nothing here', retry: 'never' },
  'request.internal': { status: 500, title: 'Something went wrong on our side', retry: 'later' },
  'request.shutting_down': { status: 503, title: 'The hub is stopping', retry: 'later' },
  'auth.missing': { status: 401, title: 'No API key was sent', retry: 'after-fix' },
  'auth.invalid': { status: 401, title: 'The API key is unknown, expired or revoked', retry: 'after-fix' },
  'auth.scope_missing': { status: 403, title: 'The key does not have this permission', retry: 'after-fix' },
  'auth.entity_not_granted': {
    status: 403,
    title: 'The key has no grant for this legal entity',
    retry: 'after-fix',
  },
  'idempotency.key_missing': {
    status: 400,
    title: 'The Idempotency-Key header is missing',
    retry: 'after-fix',
  },
  'idempotency.key_reused': {
    status: 422,
    title: 'This Idempotency-Key was used with another request',
    retry: 'never',
  },
  'idempotency.in_progress': {
    status: 409,
    title: 'The first request with this key is still running',
    retry: 'later',
  },
  'webhook.signature_missing': { status: 401, title: 'The webhook carries no signature', retry: 'never' },
  'webhook.signature_invalid': {
    status: 401,
    title: 'The signature does not match the body',
    retry: 'never',
  },
  'webhook.timestamp_out_of_window': {
    status: 401,
    title: 'The signature is too old or from the future',
    retry: 'never',
  },
  'webhook.secret_missing': {
    status: 503,
    title: 'No signing secret is configured for this connection',
    retry: 'after-fix',
  },
  'webhook.body_unreadable': {
    status: 400,
    title: 'The signed body is not what the vendor documents',
    retry: 'after-fix',
  },
  'connection.not_found': { status: 404, title: 'There is no such connection', retry: 'after-fix' },
  'connection.paused': { status: 409, title: 'The connection is paused', retry: 'after-fix' },
  'record.object_unknown': {
    status: 404,
    title: 'No mapping exists for this system and object',
    retry: 'after-fix',
  },
  'record.not_found': { status: 404, title: 'The record does not exist in its system', retry: 'after-fix' },
  'mapping.refused': { status: 422, title: 'The mapping refused the record', retry: 'after-fix' },
  'mapping.not_published': {
    status: 409,
    title: 'No mapping is published for this object',
    retry: 'after-fix',
  },
  'mapping.definition_invalid': {
    status: 422,
    title: 'The mapping definition is not valid',
    retry: 'after-fix',
  },
  'mapping.script_refused': { status: 422, title: 'The script may not be saved', retry: 'after-fix' },
  'mapping.script_failed': { status: 422, title: 'The script threw an error', retry: 'after-fix' },
  'mapping.script_timeout': { status: 422, title: 'The script did not end in time', retry: 'after-fix' },
  'mapping.script_out_of_memory': {
    status: 422,
    title: 'The script used more memory than allowed',
    retry: 'after-fix',
  },
  'mapping.script_output_invalid': {
    status: 422,
    title: 'The script returned something that is no record',
    retry: 'after-fix',
  },
  'billing.product_unknown': {
    status: 422,
    title: 'A line names a product that the product master does not hold',
    retry: 'after-fix',
  },
  'billing.entity_unknown': { status: 422, title: 'No legal entity fits the deal', retry: 'after-fix' },
  'billing.customer_missing': { status: 422, title: 'The deal has no customer', retry: 'after-fix' },
  'billing.deal_not_won': { status: 409, title: 'The deal is not won', retry: 'after-fix' },
  'invoice.not_found': { status: 404, title: 'There is no such invoice', retry: 'never' },
  'invoice.transition_refused': {
    status: 409,
    title: 'The invoice is not in a state that allows this',
    retry: 'never',
  },
  'invoice.revision_conflict': {
    status: 409,
    title: 'Somebody changed the invoice meanwhile',
    retry: 'after-fix',
  },
  'invoice.validation_failed': { status: 422, title: 'The invoice has errors', retry: 'after-fix' },
  'invoice.content_changed': {
    status: 409,
    title: 'The content is not what was approved',
    retry: 'after-fix',
  },
  'invoice.document_not_ready': { status: 409, title: 'The document is not rendered yet', retry: 'later' },
  'approval.not_found': { status: 404, title: 'There is no such approval request', retry: 'never' },
  'approval.already_decided': { status: 409, title: 'The request was decided already', retry: 'never' },
  'approval.author_cannot_approve': {
    status: 403,
    title: 'The author of an invoice cannot approve it',
    retry: 'never',
  },
  'approval.not_an_approver': {
    status: 403,
    title: 'You are not among the approvers of this step',
    retry: 'never',
  },
  'approval.person_required': { status: 403, title: 'Only a person can decide an approval', retry: 'never' },
  'approval.reason_required': { status: 422, title: 'A rejection needs a reason', retry: 'after-fix' },
  'rules.not_published': { status: 409, title: 'No rule set is published', retry: 'after-fix' },
  'rules.definition_invalid': { status: 422, title: 'The rule set is not valid', retry: 'after-fix' },
  'numbering.series_missing': {
    status: 409,
    title: 'The entity has no number series for this document type',
    retry: 'after-fix',
  },
  'render.refused': { status: 422, title: 'The document cannot be printed as it is', retry: 'after-fix' },
  'render.failed': { status: 500, title: 'The document could not be rendered', retry: 'later' },
  'render.timeout': { status: 500, title: 'The document was not rendered in time', retry: 'later' },
  'delivery.recipient_missing': { status: 422, title: 'The invoice has no recipient', retry: 'after-fix' },
  'delivery.refused': { status: 502, title: 'The mail server refused the message', retry: 'after-fix' },
  'delivery.unavailable': { status: 503, title: 'The mail server could not be reached', retry: 'later' },
  'delivery.outcome_unknown': {
    status: 502,
    title: 'It is not known whether the message was sent',
    retry: 'after-fix',
  },
  'target.unauthorized': {
    status: 502,
    title: 'The other system refused our credentials',
    retry: 'after-fix',
  },
  'target.forbidden': {
    status: 502,
    title: 'Our credentials may not do this in the other system',
    retry: 'after-fix',
  },
  'target.rate_limited': { status: 503, title: 'The other system asks us to slow down', retry: 'later' },
  'target.unavailable': { status: 503, title: 'The other system is down', retry: 'later' },
  'target.timeout': { status: 503, title: 'The other system did not answer in time', retry: 'later' },
  'target.garbage': { status: 502, title: 'The other system answered something unreadable', retry: 'later' },
  'target.refused': { status: 502, title: 'The other system refused the record', retry: 'after-fix' },
  'target.conflict': {
    status: 502,
    title: 'The other system holds a conflicting record',
    retry: 'after-fix',
  },
  'target.read_back_differs': {
    status: 502,
    title: 'What the other system stored is not what we wrote',
    retry: 'after-fix',
  },
  'outbound.address_refused': { status: 502, title: 'The address may not be called', retry: 'after-fix' },
  'settlement.invoice_unknown': { status: 422, title: 'No invoice fits the payment', retry: 'after-fix' },
  'settlement.currency_differs': {
    status: 422,
    title: 'The payment has another currency than the invoice',
    retry: 'after-fix',
  },
  'dead_letter.not_found': { status: 404, title: 'There is no such dead letter', retry: 'never' },
  'dead_letter.already_replayed': {
    status: 409,
    title: 'The dead letter was replayed already',
    retry: 'never',
  },
  'config.invalid': { status: 500, title: 'The configuration is not valid', retry: 'after-fix' },
  'database.unavailable': { status: 503, title: 'The database cannot be used', retry: 'later' },
} as const satisfies Record<string, ErrorCodeEntry>;

/** A registered error code, `<room>.<what>`. */
export type ErrorCode = keyof typeof ERROR_CODES;
