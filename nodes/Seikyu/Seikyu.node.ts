import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { listSearch } from '../methods/list-search';
import { loadOptions } from '../methods/load-options';
import { resourceMapping } from '../methods/resource-mapping';
import { findOperation, operationProperties } from './actions/resources';
import { runOperation } from './actions/run-operation';

/** Records, invoices, payments, exceptions, customers and products of a Seikyu hub. */
export class Seikyu implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Seikyu',
    name: 'seikyu',
    icon: { light: 'file:../../icons/seikyu.svg', dark: 'file:../../icons/seikyu.dark.svg' },
    group: ['transform'],
    version: [1],
    defaultVersion: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Send records to a Seikyu hub and take invoices from draft to paid',
    defaults: { name: 'Seikyu' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    usableAsTool: true,
    credentials: [{ name: 'seikyuApi', required: true }],
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        noDataExpression: true,
        options: [
          { name: 'Audit', value: 'audit' },
          { name: 'Customer', value: 'customer' },
          { name: 'Exception', value: 'exception' },
          { name: 'Invoice', value: 'invoice' },
          { name: 'Payment', value: 'payment' },
          { name: 'Product', value: 'product' },
          { name: 'Record', value: 'record' },
          { name: 'Rule', value: 'rule' },
        ],
        default: 'invoice',
      },
      ...operationProperties,
    ],
  };

  methods = { listSearch, loadOptions, resourceMapping };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const resource = this.getNodeParameter('resource', 0) as string;
    const operation = this.getNodeParameter('operation', 0) as string;
    return [await runOperation(this, findOperation(resource, operation))];
  }
}
