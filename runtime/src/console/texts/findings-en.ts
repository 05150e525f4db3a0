/** Texts of what a submission finds. */
export const findingsEn = {
  title: 'What is to be looked at',
  levels: { error: 'Error:', warning: 'Needs a reason:', info: 'To know:' },
  differences: 'The buyer, side by side',
  field: 'Field',
  onInvoice: 'On the invoice',
  onRecord: 'In the other system',
  fields: { name: 'Name', taxId: 'Tax number', address: 'Address' },
};
