import type { IDataObject } from 'n8n-workflow';
import { customerLocator } from '../../../fields/locators';
import type { Resource } from '../operation';
import { getManyOperationOf, getOperationOf, type MasterData } from '../read-operations';

const customers: MasterData = {
  path: '/v1/customers',
  noun: { one: 'customer', withArticle: 'a customer', many: 'customers' },
  locator: customerLocator,
  searchPlaceholder: 'e.g. Northwind',
  simplify({ id, customer: details }) {
    const { name, legalName, taxId, country, email, locale } = details as IDataObject;
    return { id, name, legalName, taxId, country, email, locale };
  },
};

/** Who is invoiced. */
export const customer: Resource = {
  option: { name: 'Customer', value: 'customer' },
  operations: [getOperationOf(customers), getManyOperationOf(customers)],
};
