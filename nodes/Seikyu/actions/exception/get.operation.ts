import { simplifyField } from '../../../fields/common';
import { exceptionLocator } from '../../../fields/locators';
import type { ItemOperation } from '../operation';
import { fetchException, readExceptionId, simplifyException } from './find-exception';

/** One exception as it is now; one that is mended is not there any more. */
export const get: ItemOperation = {
  option: {
    name: 'Get',
    value: 'get',
    action: 'Get an exception',
    description: 'Get an exception as it is now; one that is mended is not found any more',
  },
  properties: [exceptionLocator, simplifyField],
  async run(context, itemIndex) {
    const raw = await fetchException(context, readExceptionId(context, itemIndex), itemIndex);
    const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
    return [{ json: isSimple ? simplifyException(raw) : raw }];
  },
};
