/** Texts of credit notes: the form that makes one, and the ties between documents. */
export const creditEn = {
  open: 'Credit…',
  title: (name: string) => `Credit ${name}`,
  lead: (customer: string, total: string) =>
    `A credit note gives ${customer} back something of ${total}. It is drafted now, and approved and issued like an invoice.`,
  linesHelp:
    'Fill in how much of each line is given back. Leave all of them empty to credit everything that is left.',
  depositHelp:
    'What is credited of a deposit is not deducted any more: the rest of the project bills it. For a lower price, credit the invoice of the work instead.',
  wholeOnly:
    'This invoice has something that no part of it has a share of, such as a line below zero. It is credited as a whole.',
  columns: {
    line: 'Line',
    billed: 'Billed',
    left: 'Left',
    amount: 'Left, without tax',
    amountWithTax: 'Left, with tax',
    credit: 'To credit',
  },
  quantityOf: (line: string) => `Quantity to credit of ${line}`,
  reasonHelp: 'Printed on the credit note, and kept on record.',
  submit: 'Draft the credit note',
  done: 'The credit note is drafted. Check it, then submit it.',
  notes: 'Credit notes',
  creditOf: 'Credit of',
  replaces: 'Replaces',
  replacedBy: 'Replaced by',
  draft: 'Draft',
  total: 'Credited in all',
  credited: 'Credited',
  appliedTo: 'Taken off its invoice',
  leftOver: 'Left to the customer',
};
