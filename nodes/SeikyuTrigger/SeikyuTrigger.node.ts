import {
  type IHookFunctions,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { loadOptions } from '../methods/load-options';
import { checkEndpoint, createEndpoint, deleteEndpoint } from './endpoint';
import { EVENTS, STATUSES } from './events';
import { receive } from './receive';

/** Starts a workflow when something happens to an invoice in the hub. */
export class SeikyuTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Seikyu Trigger',
    name: 'seikyuTrigger',
    icon: { light: 'file:../../icons/seikyu.svg', dark: 'file:../../icons/seikyu.dark.svg' },
    group: ['trigger'],
    version: [1],
    defaultVersion: 1,
    subtitle: '={{$parameter["events"].join(", ")}}',
    description:
      'Control invoices in a Seikyu hub, and start when one is approved, issued, sent, overdue or paid',
    eventTriggerDescription: 'Waiting for something to happen to an invoice in the hub',
    activationMessage: 'From now on every chosen event of your hub starts an execution.',
    defaults: { name: 'Seikyu Trigger' },
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'seikyuApi', required: true }],
    webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
    properties: [
      {
        displayName:
          'The hub must be able to reach this n8n. The trigger makes its own webhook endpoint there and removes it again; its key needs the permission "webhooks".',
        name: 'notice',
        type: 'notice',
        default: '',
      },
      {
        displayName: 'Events',
        name: 'events',
        type: 'multiOptions',
        required: true,
        options: [{ name: 'All Events', value: '*' }, ...EVENTS],
        default: ['*'],
        description: 'What starts the workflow',
      },
      {
        displayName: 'Filters',
        name: 'filters',
        type: 'collection',
        placeholder: 'Add filter',
        default: {},
        options: [
          {
            displayName: 'Legal Entity Names or IDs',
            name: 'entityIds',
            type: 'multiOptions',
            typeOptions: { loadOptionsMethod: 'getEntities' },
            default: [],
            description:
              'Only invoices of these legal entities. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
          },
          {
            displayName: 'Statuses',
            name: 'statuses',
            type: 'multiOptions',
            options: STATUSES,
            default: [],
            description: 'Only invoices that have one of these statuses after the event',
          },
        ],
      },
    ],
  };

  methods = { loadOptions };

  webhookMethods = {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return await checkEndpoint(this);
      },
      async create(this: IHookFunctions): Promise<boolean> {
        return await createEndpoint(this);
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        return await deleteEndpoint(this);
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return receive(this, new Date());
  }
}
