import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IWebhookFunctions,
  type IWebhookResponseData,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { listSearch } from '../methods/list-search';
import { asNodeError, toErrorItem } from '../transport/error-item';
import { getMany } from './actions/get-many';
import { sendAndWait } from './actions/send-and-wait';
import { resume } from './resume';
import { approvalProperties } from './SeikyuApproval.properties';

/** Lets a workflow wait until people have decided about an invoice in the hub. */
export class SeikyuApproval implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Seikyu Approval',
    name: 'seikyuApproval',
    icon: { light: 'file:../../icons/seikyu.svg', dark: 'file:../../icons/seikyu.dark.svg' },
    group: ['transform'],
    version: [1],
    defaultVersion: 1,
    subtitle:
      '={{$parameter["operation"] === "sendAndWait" ? "send and wait for decision" : "get many approvals"}}',
    description: 'Ask people to approve an invoice in the Seikyu hub and wait for their decision',
    defaults: { name: 'Seikyu Approval' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    usableAsTool: true,
    credentials: [{ name: 'seikyuApi', required: true }],
    webhooks: [
      {
        name: 'default',
        httpMethod: 'GET',
        responseMode: 'onReceived',
        path: '={{ $nodeId }}',
        restartWebhook: true,
        isFullPath: true,
      },
      {
        name: 'default',
        httpMethod: 'POST',
        responseMode: 'onReceived',
        path: '={{ $nodeId }}',
        restartWebhook: true,
        isFullPath: true,
      },
    ],
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        noDataExpression: true,
        options: [{ name: 'Approval', value: 'approval' }],
        default: 'approval',
      },
      {
        displayName: 'Operation',
        name: 'operation',
        type: 'options',
        noDataExpression: true,
        displayOptions: { show: { resource: ['approval'] } },
        options: [
          {
            name: 'Get Many',
            value: 'getMany',
            action: 'Get many approvals',
            description: 'Get a list of approval requests, newest first',
          },
          {
            name: 'Send and Wait for Decision',
            value: 'sendAndWait',
            action: 'Send an invoice for approval and wait for the decision',
            description: 'Submit an invoice and wait until people have decided in the hub',
          },
        ],
        default: 'sendAndWait',
      },
      ...approvalProperties,
    ],
  };

  methods = { listSearch };

  // The webhooks only exist while an execution waits; n8n makes and removes them itself.
  webhookMethods = {
    default: {
      async checkExists(): Promise<boolean> {
        return true;
      },
      async create(): Promise<boolean> {
        return true;
      },
      async delete(): Promise<boolean> {
        return true;
      },
    },
  };

  async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
    return await resume(this);
  }

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const isWait = this.getNodeParameter('operation', 0) === 'sendAndWait';
    const outputs: INodeExecutionData[] = [];
    for (const itemIndex of this.getInputData().keys()) {
      try {
        if (isWait) return [await sendAndWait(this)];
        const approvals = await getMany(this, itemIndex);
        outputs.push(...approvals.map((json) => ({ json, pairedItem: { item: itemIndex } })));
      } catch (error) {
        const failure = asNodeError(this.getNode(), error, itemIndex);
        if (!this.continueOnFail()) throw failure;
        outputs.push(toErrorItem(failure, itemIndex));
        if (isWait) break;
      }
    }
    return [outputs];
  }
}
