import type {
  IExecuteFunctions,
  INodeExecutionData,
  INodeProperties,
  INodePropertyOptions,
} from 'n8n-workflow';

/** What an operation answers for one item, before it is paired with it. */
export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

interface OperationText {
  /** Its entry in the list of operations. */
  option: INodePropertyOptions & { value: string; action: string; description: string };
  properties: INodeProperties[];
}

/** An operation that works item by item. */
export interface ItemOperation extends OperationText {
  run(context: IExecuteFunctions, itemIndex: number): Promise<Output[]>;
}

/** An operation that takes all items at once and pairs its outputs itself. */
export interface BatchOperation extends OperationText {
  runAll(context: IExecuteFunctions): Promise<INodeExecutionData[]>;
}

/** Any operation. */
export type Operation = ItemOperation | BatchOperation;

/** A resource with its operations, in the order of their names. */
export interface Resource {
  option: INodePropertyOptions & { value: string };
  /** The operation that is offered first; the first one without. Workflows do not keep a value that is the default. */
  default?: string;
  operations: [Operation, ...Operation[]];
}
