import type { RawRecord } from '../../runtime/src/flow/ports.ts';
import { type SampleDeal, sampleBundle } from './sample-records.ts';

/** The records of a deal with another company and contact than that of the other samples. */
export function dealOfCustomer(deal: SampleDeal, companyId: string): RawRecord[] {
  const records = JSON.stringify(sampleBundle(deal))
    .replaceAll(/810[12]/g, companyId)
    .replaceAll(/910[12]/g, `9${companyId}`)
    .replaceAll('Northwind Robotics', `Customer ${companyId}`)
    .replaceAll('ap@northwind.example', `ap-${companyId}@customers.example`);
  return JSON.parse(records) as RawRecord[];
}
