import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { simplifyField } from '../../../fields/common';
import { askHubForJson } from '../../../transport/hub-request';
import type { ItemOperation } from '../operation';

/** What a version is that is on its way and in force for nobody yet. */
const OPEN = ['draft', 'in_review', 'reviewed'];

/** Routes past invoices by a version of the approval rules and by those in force; no invoice is touched. */
export const simulate: ItemOperation = {
  option: {
    name: 'Simulate',
    value: 'simulate',
    action: 'Simulate a rule change',
    description: 'Try a version of the approval rules on past invoices, beside the rules in force',
  },
  properties: [
    {
      displayName: 'Legal Entity Name or ID',
      name: 'entity',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getEntities' },
      default: '',
      required: true,
      description:
        'Whose rules are tried. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
    },
    {
      displayName: 'Version ID',
      name: 'versionId',
      type: 'string',
      default: '',
      placeholder: 'e.g. rul_0198f1c27a4e7c119d5b2f6f3f1f9a10',
      description: 'The version to try; empty for the newest one that is not published yet',
    },
    {
      displayName: 'Days',
      name: 'days',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 1000 },
      default: 90,
      description: 'The invoices of how many days back are tried',
    },
    simplifyField,
  ],
  async run(context, itemIndex) {
    const entityId = String(context.getNodeParameter('entity', itemIndex));
    const versionId = await findVersion(context, entityId, itemIndex);
    const simulation = await askHubForJson(context, {
      method: 'POST',
      path: '/v1/rules/simulate',
      body: { entityId, versionId, days: context.getNodeParameter('days', itemIndex) as number },
      itemIndex,
      doing: 'simulating the rules',
    });
    const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
    return [{ json: { entityId, versionId, ...(isSimple ? simplify(simulation) : simulation) } }];
  },
};

async function findVersion(context: IExecuteFunctions, entityId: string, itemIndex: number): Promise<string> {
  const named = String(context.getNodeParameter('versionId', itemIndex) ?? '').trim();
  if (named !== '') return named;
  const { versions } = await askHubForJson<{ versions: IDataObject[] }>(context, {
    method: 'GET',
    path: `/v1/rules/${encodeURIComponent(entityId)}`,
    itemIndex,
    doing: 'looking for a version of the rules',
  });
  const open = versions.find(({ status }) => OPEN.includes(String(status)));
  if (open !== undefined) return String(open.id);
  throw new NodeOperationError(context.getNode(), 'No change of these rules is under way', {
    itemIndex,
    description: 'Draft a version in the hub first, or enter the ID of the version to try.',
  });
}

/** The figures that a flow decides by, without the invoices one by one. */
function simplify({ invoices, before, after, newlyRouted, noLongerRouted, changedCount }: IDataObject) {
  return {
    invoices,
    autoApprovedBefore: (before as IDataObject).autoApproved,
    autoApprovedAfter: (after as IDataObject).autoApproved,
    newlyRouted,
    noLongerRouted,
    changedCount,
  };
}
