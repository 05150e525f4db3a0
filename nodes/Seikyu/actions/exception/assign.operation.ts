import { NodeOperationError } from 'n8n-workflow';
import { exceptionLocator } from '../../../fields/locators';
import { readText } from '../../../fields/read-fields';
import type { ItemOperation } from '../operation';
import { changeException } from './find-exception';

/** Says who looks after an exception; nobody gives it back. A note that is there stays where none is given. */
export const assign: ItemOperation = {
  option: {
    name: 'Assign',
    value: 'assign',
    action: 'Assign an exception',
    description: 'Say who looks after an exception, or give it back',
  },
  properties: [
    exceptionLocator,
    {
      displayName: 'Owner Name or ID',
      name: 'owner',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getOwners' },
      default: '',
      required: true,
      description:
        'Who looks after it. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
    },
    {
      displayName: 'Note',
      name: 'note',
      type: 'string',
      typeOptions: { rows: 2 },
      default: '',
      placeholder: 'e.g. Asks sales for the order',
      description: 'What its owner should know; empty leaves the note that is there',
    },
  ],
  async run(context, itemIndex) {
    const owner = readText(context, 'owner', itemIndex);
    if (owner === '') {
      throw new NodeOperationError(context.getNode(), '"Owner" is empty', {
        itemIndex,
        description: 'Choose a person, or "Nobody" to give the exception back.',
      });
    }
    const note = readText(context, 'note', itemIndex);
    return await changeException(context, itemIndex, {
      body: { ownerId: owner === 'nobody' ? null : owner, ...(note === '' ? {} : { note }) },
      outcome: 'assigned',
      doing: 'assigning the exception',
    });
  },
};
