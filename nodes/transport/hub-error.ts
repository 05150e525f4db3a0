import { type INode, type JsonObject, NodeApiError } from 'n8n-workflow';
import type { Problem } from './hub-answer';

/** An answer that is no success, or the want of one. */
export type Failure =
  | { kind: 'problem'; status: number; problem: Problem; retryAfterMs?: number }
  | { kind: 'foreign'; status: number; retryAfterMs?: number }
  | { kind: 'unreachable'; reason: string; host: string }
  | { kind: 'slow'; timeoutMs: number };

/** The words for a failure: what happened, and how to get on. */
interface Words {
  message: string;
  advice: string;
}

const HOW_TO_GO_ON: Record<string, string> = {
  'auth.missing': 'Enter an API key in the credential.',
  'auth.invalid':
    'The key was revoked, has expired, or belongs to another hub. Make a new one in the hub under API keys and put it into the credential.',
  'auth.scope_missing':
    'The key is valid but too narrow. Make a key that also has this permission in the hub under API keys, or use another credential.',
  'auth.entity_not_granted':
    'The key is valid but limited to other legal entities. Use a key that is granted this one.',
  'approval.person_required': 'Only a person decides, on the page of the hub; a workflow never does.',
  'idempotency.in_progress': 'The same request is still being worked on. Run the node again in a moment.',
  'request.rate_limited':
    'Turn on "Retry On Fail" in the settings of the node, or let fewer workflows run at once.',
  'mapping.not_published': 'Publish a version of the mapping in the hub, or choose one under "Version".',
  'mapping.refused': 'Mend the record, or change the mapping in the hub.',
  'record.object_unknown':
    'Check System and Object, and publish a mapping for them in the hub before you send records.',
};

/** Makes the error that n8n shows: the hub's own sentence, with code, page and item. */
export function toNodeError(
  node: INode,
  failure: Failure,
  itemIndex: number | undefined,
  doing: string,
): NodeApiError {
  const { message, advice } = wordsOf(failure);
  const description = [advice, ...namesOf(failure), `While: ${doing}.`]
    .filter((part) => part !== '')
    .join('\n');
  const httpCode = 'status' in failure ? String(failure.status) : undefined;
  const response: JsonObject = httpCode === undefined ? {} : { httpCode };
  const error = new NodeApiError(node, response, {
    message,
    description,
    ...(httpCode === undefined ? {} : { httpCode }),
    ...(itemIndex === undefined ? {} : { itemIndex }),
  });
  error.context.data = contextOf(failure);
  return error;
}

function contextOf(failure: Failure): JsonObject {
  if (failure.kind !== 'problem') return { code: CODE_OF[failure.kind] };
  const { code, page, instance } = failure.problem;
  return { code, page, request: instance };
}

const CODE_OF = {
  foreign: 'hub.answered_otherwise',
  unreachable: 'hub.unreachable',
  slow: 'hub.slow',
} as const;

function wordsOf(failure: Failure): Words {
  switch (failure.kind) {
    case 'unreachable':
      return {
        message: `The Seikyu hub at ${failure.host} cannot be reached`,
        advice: `Check that it runs and that the Base URL of the credential is right (${failure.reason}). Nothing is done twice when you run the workflow again.`,
      };
    case 'slow':
      return {
        message: `The Seikyu hub did not answer within ${failure.timeoutMs / 1000} seconds`,
        advice:
          'It may have done what was asked. Run the workflow again: the hub knows a repeated request and does nothing twice.',
      };
    case 'foreign':
      return {
        message: `Something before the Seikyu hub answered with status ${failure.status}`,
        advice: `Check the Base URL of the credential, and the proxy in front of the hub.${waitText(failure.retryAfterMs)}`,
      };
    case 'problem':
      return {
        message: failure.problem.detail || `The Seikyu hub answered with status ${failure.status}`,
        advice: `${HOW_TO_GO_ON[failure.problem.code] ?? ''}${waitText(failure.retryAfterMs)}`.trim(),
      };
  }
}

function waitText(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return '';
  return ` The hub asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds before the next try.`;
}

function namesOf(failure: Failure): string[] {
  if (failure.kind !== 'problem') return [];
  const { code, page, instance, errors } = failure.problem;
  return [
    ...errors.map((error) => `${error.pointer}: ${error.detail}`),
    `Code: ${code}`,
    page === '' ? '' : `More: ${page}`,
    instance === '' ? '' : `Request: ${instance}`,
  ];
}
