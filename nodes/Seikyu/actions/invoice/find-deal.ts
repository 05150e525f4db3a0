import { type IDataObject, type IExecuteFunctions, NodeOperationError, sleep } from 'n8n-workflow';
import { readLocator } from '../../../fields/read-fields';
import { toNodeError } from '../../../transport/hub-error';
import { listAll } from '../../../transport/list-all';

const WAIT_DEFAULT_SECONDS = 60;
const LOOK_EVERY_MS = 500;
/** A refusal may be of the version before the one that was just sent, which is mapped by then. A guess. */
const DEAD_LOOK_AFTER_MS = 5_000;
const DOING = 'looking up the deal by its CRM ID';

/**
 * The id of the chosen deal. One by its CRM id is waited for while its record is being mapped; when the mapping refused
 * it, the hub's reason is thrown before the wait is over. Throws `NodeOperationError` when there is none, `NodeApiError`.
 */
export async function findDealId(context: IExecuteFunctions, itemIndex: number): Promise<string> {
  const { mode, value } = readLocator(context, 'deal', itemIndex);
  if (value === '')
    throw noDeal(context, itemIndex, '"Deal" is empty', 'Choose a deal, or use an expression.');
  if (mode !== 'externalId') return value;
  const { waitSeconds = WAIT_DEFAULT_SECONDS } = context.getNodeParameter('options', itemIndex, {}) as {
    waitSeconds?: number;
  };
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    const dealId = await lookUp(context, value, itemIndex);
    if (dealId !== undefined) return dealId;
    const isOver = waitedMs >= waitSeconds * 1000;
    if (isOver || waitedMs >= DEAD_LOOK_AFTER_MS) await refuseDeadRecord(context, value, itemIndex);
    if (isOver) break;
    await sleep(LOOK_EVERY_MS);
  }
  throw noDeal(
    context,
    itemIndex,
    `The hub has no deal with the CRM ID ${value}`,
    `Send its record first (Record: Send). It was waited for ${waitSeconds} seconds; the option "Wait for Deal" allows more.`,
  );
}

async function lookUp(context: IExecuteFunctions, externalId: string, itemIndex: number) {
  const deals = await listAll(context, {
    path: '/v1/deals',
    query: { query: externalId },
    limit: Number.POSITIVE_INFINITY,
    itemIndex,
    doing: DOING,
  });
  return deals.find((deal) => deal.externalId === externalId)?.id as string | undefined;
}

/** A record that its mapping refused never becomes a deal: waiting for it would only hide why. */
async function refuseDeadRecord(
  context: IExecuteFunctions,
  externalId: string,
  itemIndex: number,
): Promise<void> {
  const dead = await listAll(context, {
    path: '/v1/dead-letters',
    query: { state: 'dead' },
    limit: 100,
    itemIndex,
    doing: DOING,
  });
  const letter = dead.find(({ stage, subject }) => {
    const { object, externalId: id } = subject as { object?: string; externalId?: string };
    return stage === 'map' && object === 'deal' && id === externalId;
  });
  if (letter === undefined) return;
  const { code, detail, errors } = letter as IDataObject & {
    code: string;
    detail: string;
    errors: Array<{ pointer: string; detail: string }>;
  };
  const problem = { code, detail, page: '', instance: '', errors };
  throw toNodeError(
    context.getNode(),
    { kind: 'problem', status: 422, problem },
    itemIndex,
    'mapping the record of the deal',
  );
}

function noDeal(context: IExecuteFunctions, itemIndex: number, message: string, description: string) {
  return new NodeOperationError(context.getNode(), message, { itemIndex, description });
}
