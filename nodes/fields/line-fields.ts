import type { INodeProperties } from 'n8n-workflow';

/** Which line of the invoice is meant. */
export const positionField: INodeProperties = {
  displayName: 'Position',
  name: 'position',
  type: 'number',
  default: 1,
  typeOptions: { minValue: 1, numberPrecision: 0 },
  description: 'Where the line stands on the invoice, from 1',
};

/** What a line says beside its name. */
export const lineDescriptionField: INodeProperties = {
  displayName: 'Description',
  name: 'description',
  type: 'string',
  default: '',
  description: 'Printed under the name of the line',
};
