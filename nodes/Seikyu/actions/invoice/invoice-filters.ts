import type { INodeProperties } from 'n8n-workflow';

/** What a list of invoices can be narrowed to. */
export const invoiceFilters: INodeProperties = {
  displayName: 'Filters',
  name: 'filters',
  type: 'collection',
  placeholder: 'Add filter',
  default: {},
  options: [
    {
      displayName: 'Customer ID',
      name: 'customerId',
      type: 'string',
      default: '',
      placeholder: 'e.g. cus_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    },
    {
      displayName: 'Deal ID',
      name: 'dealId',
      type: 'string',
      default: '',
      placeholder: 'e.g. dea_0198f1c27a4e7c119d5b2f6f3f1f9a10',
    },
    {
      displayName: 'From',
      name: 'from',
      type: 'dateTime',
      default: '',
      description: 'Only invoices that were issued on this day or later',
    },
    {
      displayName: 'Legal Entity Name or ID',
      name: 'entityId',
      type: 'options',
      typeOptions: { loadOptionsMethod: 'getEntities' },
      default: '',
      description:
        'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
    },
    {
      displayName: 'Number',
      name: 'number',
      type: 'string',
      default: '',
      placeholder: 'e.g. INV-2026-0042',
    },
    {
      displayName: 'Search',
      name: 'query',
      type: 'string',
      default: '',
      placeholder: 'e.g. Northwind',
      description: 'The beginning of the number, or a part of the name of the customer',
    },
    {
      displayName: 'Status',
      name: 'status',
      type: 'options',
      default: 'issued',
      options: [
        { name: 'Approved', value: 'approved' },
        { name: 'Discarded', value: 'discarded' },
        { name: 'Draft', value: 'draft' },
        { name: 'Issued', value: 'issued' },
        { name: 'Overdue', value: 'overdue' },
        { name: 'Paid', value: 'paid' },
        { name: 'Partially Paid', value: 'partially_paid' },
        { name: 'Pending Approval', value: 'pending_approval' },
        { name: 'Unpaid', value: 'unpaid' },
        { name: 'Voided', value: 'voided' },
        { name: 'Voiding', value: 'voiding' },
      ],
    },
    {
      displayName: 'To',
      name: 'to',
      type: 'dateTime',
      default: '',
      description: 'Only invoices that were issued on this day or earlier',
    },
  ],
};
