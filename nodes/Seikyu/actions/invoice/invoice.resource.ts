import type { Resource } from '../operation';
import { create } from './create.operation';
import { credit } from './credit.operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { getLineage } from './get-lineage.operation';
import { getMany } from './get-many.operation';
import { issue } from './issue.operation';
import { send } from './send.operation';
import { submit } from './submit.operation';
import { voidInvoice } from './void.operation';

/** Invoices, from draft to void. No operation approves: that is for people, on the hub's page. */
export const invoice: Resource = {
  option: { name: 'Invoice', value: 'invoice' },
  operations: [create, credit, download, get, getLineage, getMany, issue, send, submit, voidInvoice],
};
