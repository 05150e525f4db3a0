import type { Resource } from '../operation';
import { changeCollection } from './change-collection.operation';
import { closeDispute } from './close-dispute.operation';
import { correct } from './correct.operation';
import { create } from './create.operation';
import { credit } from './credit.operation';
import { download } from './download.operation';
import { get } from './get.operation';
import { getLineage } from './get-lineage.operation';
import { getMany } from './get-many.operation';
import { getSettlement } from './get-settlement.operation';
import { issue } from './issue.operation';
import { openDispute } from './open-dispute.operation';
import { refund } from './refund.operation';
import { reissue } from './reissue.operation';
import { reportDelivery } from './report-delivery.operation';
import { requestWriteOff } from './request-write-off.operation';
import { send } from './send.operation';
import { submit } from './submit.operation';
import { update } from './update.operation';
import { voidInvoice } from './void.operation';

/** Invoices, from draft to settled or void. No operation approves: that is for people, on the hub's page. */
export const invoice: Resource = {
  option: { name: 'Invoice', value: 'invoice' },
  default: 'create',
  operations: [
    changeCollection,
    closeDispute,
    correct,
    create,
    credit,
    download,
    get,
    getLineage,
    getMany,
    getSettlement,
    issue,
    openDispute,
    refund,
    reissue,
    reportDelivery,
    requestWriteOff,
    send,
    submit,
    update,
    voidInvoice,
  ],
};
