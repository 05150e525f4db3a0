/** Texts of the form that corrects whom an issued invoice is addressed to, and of its versions. */
export const correctionEn = {
  open: 'Correct recipient or address…',
  title: (name: string) => `Correct ${name}`,
  lead: 'A new version of the document is made under the same number. Amounts, tax, dates and the customer stay what they are, and the version before can still be downloaded.',
  elsewhere:
    'Only this document is corrected. Change the customer in the CRM as well, so that the next invoice is right.',
  buyer: 'Address of the customer',
  fixed: (name: string, country: string) =>
    `${name}, ${country}. A wrong name, tax number or country is no matter of the address: void the invoice and issue it again.`,
  noAddress: 'This document has no address. One cannot be added: its country could change the tax.',
  regionFixed: 'Sales are taxed by the state here, so it stays.',
  recipients: 'Who gets it by mail',
  recipientsHelp:
    'Empty the name and the address of a line to leave somebody out. The last line adds somebody.',
  ofRecipient: (field: string, position: string) => `${field}, recipient ${position}`,
  roles: { bill_to: 'Bill to', copy: 'Copy' },
  locales: { en: 'English', ja: 'Japanese' },
  reasonHelp: 'Kept on record with the version. It is not printed.',
  preview: 'Show what changes',
  changes: 'What changes',
  field: 'Field',
  before: 'Before',
  after: 'After',
  nothing: 'Nothing differs from the document as it is.',
  empty: 'empty',
  confirm: 'Make the new version',
  done: 'Corrected. The new version of the document is being made; once it is there, it can be sent again.',
  version: (version: string) => `Version ${version}`,
  earlier: 'Earlier versions',
};
