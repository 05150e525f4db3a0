import type { INodeProperties } from 'n8n-workflow';

/** An amount of money as text. */
export const amountField = (more: Partial<INodeProperties> = {}): INodeProperties => ({
  displayName: 'Amount',
  name: 'amount',
  type: 'string',
  default: '',
  required: true,
  placeholder: 'e.g. 17900.00',
  description: 'In major units, as text: a decimal number would be rounded',
  ...more,
});

/** Why something is done; kept in the history of the invoice. */
export const reasonField = (placeholder: string, description: string): INodeProperties => ({
  displayName: 'Reason',
  name: 'reason',
  type: 'string',
  default: '',
  required: true,
  placeholder,
  description,
});

/** The id of money that moved where it comes from. */
export const externalIdField = (placeholder: string, description: string): INodeProperties => ({
  displayName: 'External ID',
  name: 'externalId',
  type: 'string',
  default: '',
  required: true,
  placeholder,
  description,
});
