import { type IDataObject, NodeOperationError } from 'n8n-workflow';
import { exceptionLocator } from '../../../fields/locators';
import { askHubForJson } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import type { ItemOperation } from '../operation';
import { fetchException, readExceptionId, simplifyException } from './find-exception';

/** Hands stopped work to its stage again. Of two who try it the hub refuses the second. */
export const replay: ItemOperation = {
  option: {
    name: 'Replay',
    value: 'replay',
    action: 'Replay stopped work',
    description: 'Run stopped work again, once its cause is mended',
  },
  properties: [exceptionLocator],
  async run(context, itemIndex) {
    const exception = await fetchException(context, readExceptionId(context, itemIndex), itemIndex);
    const { kind, id: objectId } = exception.object as IDataObject;
    if (kind !== 'dead_letter') {
      throw new NodeOperationError(context.getNode(), 'Only stopped work can be replayed', {
        itemIndex,
        description: `This exception is of the kind "${exception.kind}". Mend it in the hub; it leaves the queue by itself.`,
      });
    }
    const path = `/v1/dead-letters/${encodeURIComponent(String(objectId))}/replay`;
    await askHubForJson(context, {
      method: 'POST',
      path,
      body: {},
      idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body: {} }),
      itemIndex,
      doing: 'replaying the stopped work',
    });
    return [{ json: { ...simplifyException(exception), outcome: 'replayed' } }];
  },
};
