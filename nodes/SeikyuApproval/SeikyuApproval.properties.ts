import type { INodeProperties } from 'n8n-workflow';
import { pageFields, simplifyField } from '../fields/common';
import { invoiceLocator } from '../fields/locators';
import { showFor } from '../fields/show-for';

const RESOURCE = 'approval';

/** The fields of Send and Wait for Decision. */
const sendAndWaitProperties: INodeProperties[] = [
  invoiceLocator,
  {
    displayName:
      'The workflow waits while people decide on the signed-in page of the hub. It never decides by itself, and opening the link decides nothing.',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    options: [
      {
        displayName: 'Limit Wait Time (Hours)',
        name: 'waitHours',
        type: 'number',
        default: 72,
        typeOptions: { minValue: 0 },
        description:
          'After this time the workflow goes on with the state "waiting". The request stays open in the hub. With 0 it waits as long as it takes.',
      },
      {
        displayName: 'Reason',
        name: 'reason',
        type: 'string',
        default: '',
        description: 'Why a draft is submitted in spite of its warnings; only needed where it has some',
      },
    ],
  },
];

const getManyProperties: INodeProperties[] = [
  {
    displayName: 'State',
    name: 'state',
    type: 'options',
    default: 'open',
    options: [
      { name: 'Approved', value: 'approved' },
      { name: 'Cancelled', value: 'cancelled' },
      { name: 'Open', value: 'open' },
      { name: 'Rejected', value: 'rejected' },
    ],
    description: 'Which requests to return',
  },
  ...pageFields,
  simplifyField,
];

/** The fields of both operations. */
export const approvalProperties: INodeProperties[] = [
  ...showFor(RESOURCE, ['sendAndWait'], sendAndWaitProperties),
  ...showFor(RESOURCE, ['getMany'], getManyProperties),
];
