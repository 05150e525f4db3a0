import {
  type IExecuteFunctions,
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { listSearch } from '../methods/list-search';
import { findOperationOf, operationPropertiesOf } from '../Seikyu/actions/operations-of';
import { runOperation } from '../Seikyu/actions/run-operation';
import { mapping } from './actions/mapping.resource';

/** Runs the mappings of a Seikyu hub over items, and stores nothing. */
export class SeikyuMapping implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Seikyu Mapping',
    name: 'seikyuMapping',
    icon: { light: 'file:../../icons/seikyu.svg', dark: 'file:../../icons/seikyu.dark.svg' },
    group: ['transform'],
    version: [1],
    defaultVersion: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Turn records of other systems into canonical ones by the mappings of a Seikyu hub',
    defaults: { name: 'Seikyu Mapping' },
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
        options: [{ name: 'Mapping', value: 'mapping' }],
        default: 'mapping',
      },
      ...operationPropertiesOf([mapping]),
    ],
  };

  methods = { listSearch };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const resource = this.getNodeParameter('resource', 0) as string;
    const operation = this.getNodeParameter('operation', 0) as string;
    return [await runOperation(this, findOperationOf([mapping], resource, operation))];
  }
}
