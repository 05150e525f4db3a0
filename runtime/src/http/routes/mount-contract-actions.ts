import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { previewContract } from '../../flow/contracts/preview-contract.ts';
import { previewPostedContract } from '../../flow/contracts/preview-posted-contract.ts';
import { getContract } from '../../flow/contracts/read-contract.ts';
import { releaseContract } from '../../flow/contracts/release-contract.ts';
import { runContract } from '../../flow/contracts/run-contract.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import {
  ContractPreviewSchema,
  ContractSchema,
  PreviewContractBody,
  PreviewQuery,
  ReleaseBody,
  RunSchema,
} from '../schemas/contracts.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Contracts'];

const previewStored = createRoute({
  method: 'get',
  path: '/v1/contracts/{id}/preview',
  tags,
  summary: 'Preview the invoices of a contract',
  description:
    'The invoices that the contract will give from a day to a day, at most 36 months, beyond what is issued and by what ' +
    'is known now. Nothing is written.',
  request: { params: idParams('contract'), query: PreviewQuery },
  responses: { 200: jsonResponse('The invoices to come.', ContractPreviewSchema), ...PROBLEM_RESPONSES },
});

const previewPosted = createRoute({
  method: 'post',
  path: '/v1/contracts/preview',
  tags,
  summary: 'Preview the invoices of a contract that is not stored',
  description:
    'The invoices that a contract would give from a day to a day, at most 36 months, with the facts that are sent with ' +
    'it. The products are those of the product master. Nothing is written.',
  request: { body: { required: true, content: { 'application/json': { schema: PreviewContractBody } } } },
  responses: { 200: jsonResponse('The invoices to come.', ContractPreviewSchema), ...PROBLEM_RESPONSES },
});

const release = createRoute({
  method: 'post',
  path: '/v1/contracts/{id}/release',
  tags,
  summary: 'Release a parked contract',
  description:
    'Lets the findings that were read pass as they are, with a reason, and has the contract billed. What later grows ' +
    'beyond them parks it again. Only people may.',
  request: {
    params: idParams('contract'),
    body: { required: true, content: { 'application/json': { schema: ReleaseBody } } },
  },
  responses: { 200: jsonResponse('The contract, released.', ContractSchema), ...PROBLEM_RESPONSES },
});

const run = createRoute({
  method: 'post',
  path: '/v1/contracts/{id}/run',
  tags,
  summary: 'Bill a contract now',
  description: 'Asks for a run, as its next day would. A run that finds nothing due books nothing.',
  request: {
    params: idParams('contract'),
    body: { required: false, content: { 'application/json': { schema: EmptyBody } } },
  },
  responses: { 202: jsonResponse('The run was asked for.', RunSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that preview, release and run contracts. */
export function mountContractActions(app: OpenAPIHono): void {
  app.openapi(previewStored, async (c) => {
    const input = { contractId: c.req.valid('param').id, ...c.req.valid('query') };
    return c.json(await previewContract({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(previewPosted, async (c) => {
    const { facts = [], ...asked } = c.req.valid('json');
    return c.json(await previewPostedContract({ ctx: c.get('ctx'), input: { ...asked, facts } }), 200);
  });
  app.openapi(release, async (c) => {
    const ctx = c.get('ctx');
    const contractId = c.req.valid('param').id;
    await releaseContract({ ctx, input: { contractId, ...c.req.valid('json') } });
    return c.json(await getContract({ ctx, input: { contractId } }), 200);
  });
  app.openapi(run, async (c) => {
    const contractId = c.req.valid('param').id;
    await runContract({ ctx: c.get('ctx'), input: { contractId } });
    return c.json({ contractId }, 202);
  });
}
