/** Texts of the page where an invoice that is not issued is edited by hand. */
export const editEn = {
  open: 'Edit…',
  title: (name: string) => `Edit ${name}`,
  lead: (customer: string, total: string) =>
    `The invoice to ${customer} over ${total}. What is changed here stays when its source changes; the invoice is a draft again, and is submitted and approved with its new content.`,
  conflicts:
    'Some fields were edited, and their source says something new by now. Choose for each of them before the invoice is submitted.',
  document: 'The document',
  lines: 'Lines',
  linesHelp: 'Price, quantity and discount of the deal. The totals and the tax are computed from them.',
  linesElsewhere:
    'Its lines follow from the contract, or from the invoice that it credits, and are changed there.',
  fields: {
    purchaseOrder: 'Order number of the customer',
    terms: 'Payment terms',
    recipients: 'Recipients',
    notes: 'Notes on the document',
    reason: 'Reason',
  },
  help: {
    purchaseOrder: 'Printed on the invoice, so that the customer finds it.',
    terms: 'net:30 is 30 days after issue; eom+1:day31 is the end of the next month.',
    recipients: 'One a line: Name <address>. Who gets a copy begins with cc.',
    notes: 'Printed beneath the lines. An empty line begins another note.',
    reason: 'Kept on record with who changed what; not printed.',
  },
  columns: {
    line: 'Line',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    discount: 'Discount',
    description: 'Description',
  },
  listPrice: 'List price',
  discountExample: '10% or 50.00',
  of: (column: string, line: string) => `${column} of ${line}`,
  source: (value: string) => `Source: ${value}`,
  sourceNow: (value: string) => `Source, by now: ${value}`,
  nothing: 'nothing',
  takeSource: 'Go back to it',
  choice: { later: 'Choose…', edit: 'Keep what was edited', source: 'Take what the source says' },
  submit: 'Save',
  done: 'Saved. The invoice is a draft with its new content; submit it when it is right.',
  kept: 'Saved within the tolerance: the approval holds.',
  nothingChanged: 'Nothing was changed.',
};
