import type { IDataObject } from 'n8n-workflow';
import { productLocator } from '../../../fields/locators';
import type { Resource } from '../operation';
import { getManyOperationOf, getOperationOf, type MasterData } from '../read-operations';

const products: MasterData = {
  path: '/v1/products',
  noun: { one: 'product', withArticle: 'a product', many: 'products' },
  locator: productLocator,
  searchPlaceholder: 'e.g. PLAT-Y',
  simplify({ id, sku, name, versions }) {
    const latest = (versions as IDataObject[]).reduce<IDataObject>(
      (found, version) => (Number(version.version) > Number(found.version ?? 0) ? version : found),
      {},
    );
    const { unit, taxClass, prices, maxDiscountPercent, validFrom, validTo } = latest;
    return { id, sku, name, unit, taxClass, prices, maxDiscountPercent, validFrom, validTo };
  },
};

/** The product master. */
export const product: Resource = {
  option: { name: 'Product', value: 'product' },
  operations: [getOperationOf(products), getManyOperationOf(products)],
};
