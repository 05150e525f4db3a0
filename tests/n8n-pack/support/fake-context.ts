import type {
  IDataObject,
  IExecuteFunctions,
  IHookFunctions,
  ILoadOptionsFunctions,
  INode,
  INodeExecutionData,
  IWebhookFunctions,
} from 'n8n-workflow';
import type { FakeHub } from './fake-hub.ts';

/** What a fake context is made of; anything else is as in a fresh execution. */
export interface ContextInput {
  hub: FakeHub;
  parameters: IDataObject | ((itemIndex: number) => IDataObject);
  items?: IDataObject[];
  isGoingOn?: boolean;
  executionId?: string;
  runIndex?: number;
  staticData?: IDataObject;
  request?: {
    method: string;
    headers?: IDataObject;
    query?: IDataObject;
    body?: IDataObject;
    rawBody?: Buffer;
  };
}

/** A context with what happened to it. */
export interface FakeContext {
  execute: IExecuteFunctions;
  hook: IHookFunctions;
  webhook: IWebhookFunctions;
  load: ILoadOptionsFunctions;
  waitsTill: Date[];
  customData: Record<string, string>;
  response: { status: number; type: string; text: string };
}

const NODE: INode = {
  id: 'node-1',
  name: 'Seikyu',
  type: 'n8n-nodes-seikyu.seikyu',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

/** A stand-in for what n8n gives a node: parameters, items, static data, and requests that go to a fake hub. */
export function createContext(input: ContextInput): FakeContext {
  const waitsTill: Date[] = [];
  const customData: Record<string, string> = {};
  const response = { status: 0, type: '', text: '' };
  const items: INodeExecutionData[] = (input.items ?? [{}]).map((json) => ({ json }));
  const parametersOf = (itemIndex: number): IDataObject =>
    typeof input.parameters === 'function' ? input.parameters(itemIndex) : input.parameters;
  const read = (itemIndex: number, name: string, fallback: unknown, options?: { extractValue?: boolean }) => {
    const value = parametersOf(itemIndex)[name];
    if (value === undefined) {
      if (fallback === undefined) throw new Error(`The test gives no parameter "${name}"`);
      return fallback;
    }
    return options?.extractValue === true ? (value as IDataObject).value : value;
  };
  const shared = {
    getNode: () => NODE,
    getInstanceId: () => 'instance-1',
    getWorkflow: () => ({ id: 'workflow-1', name: 'Orders', active: true }),
    getExecutionId: () => input.executionId ?? 'execution-1',
    getCredentials: async () => ({ baseUrl: 'https://hub.example/', apiKey: 'secret' }),
    getWorkflowStaticData: () => input.staticData ?? {},
    getSignedResumeUrl: (query: Record<string, string>) =>
      `https://n8n.example/webhook-waiting/execution-1/node-1?${new URLSearchParams(query)}&signature=s`,
    helpers: {
      httpRequestWithAuthentication: (_type: string, options: Record<string, unknown>) =>
        input.hub.request(options),
      prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) => ({
        data: bytes.toString('base64'),
        fileName,
        mimeType,
      }),
    },
  };
  const perItem = {
    ...shared,
    getInputData: () => items,
    continueOnFail: () => input.isGoingOn ?? false,
    getWorkflowDataProxy: () => ({ $thisRunIndex: input.runIndex ?? 0 }),
    putExecutionToWait: async (till: Date) => void waitsTill.push(till),
    customData: { set: (key: string, value: string) => void Object.assign(customData, { [key]: value }) },
    getNodeParameter: (name: string, itemIndex: number, fallback?: unknown, options?: object) =>
      read(itemIndex, name, fallback, options),
  };
  const answering = {
    status: (status: number) => Object.assign(response, { status }) && answering,
    type: (type: string) => Object.assign(response, { type }) && answering,
    send: (text: string) => Object.assign(response, { text }) && answering,
  };
  const once = {
    ...shared,
    getNodeParameter: (name: string, fallback?: unknown, options?: object) =>
      read(0, name, fallback, options),
    getCurrentNodeParameter: (name: string, options?: object) => read(0, name, '', options),
    getNodeWebhookUrl: () => 'https://n8n.example/webhook/1/webhook',
    getRequestObject: () => input.request,
    getResponseObject: () => answering,
    getQueryData: () => input.request?.query ?? {},
    getBodyData: () => input.request?.body ?? {},
    getHeaderData: () => input.request?.headers ?? {},
  };
  return {
    execute: perItem as unknown as IExecuteFunctions,
    hook: once as unknown as IHookFunctions,
    webhook: once as unknown as IWebhookFunctions,
    load: once as unknown as ILoadOptionsFunctions,
    waitsTill,
    customData,
    response,
  };
}

/** A locator as n8n keeps it. */
export const locator = (value: string, mode = 'id'): IDataObject => ({ __rl: true, mode, value });
