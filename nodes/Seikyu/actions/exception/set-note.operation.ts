import { exceptionLocator } from '../../../fields/locators';
import { readText } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { changeException } from './find-exception';

/** Notes something on an exception in place of what is noted; who looks after it stays. */
export const setNote: ItemOperation = {
  option: {
    name: 'Set Note',
    value: 'setNote',
    action: 'Set the note of an exception',
    description: 'Note something on an exception in place of what is noted, whoever looks after it',
  },
  properties: [
    exceptionLocator,
    {
      displayName: 'Note',
      name: 'note',
      type: 'string',
      typeOptions: { rows: 2 },
      default: '',
      placeholder: 'e.g. The customer promised the purchase order for Friday',
      description: 'At most 1000 characters; empty takes the note away',
    },
  ],
  async run(context, itemIndex) {
    return await changeException(context, itemIndex, {
      body: { note: readText(context, 'note', itemIndex) },
      outcome: 'noted',
      doing: 'noting something on the exception',
    });
  },
};
