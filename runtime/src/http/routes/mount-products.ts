import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { getProduct, listProducts } from '../../flow/read/read-products.ts';
import { addProduct } from '../../flow/setup/add-product.ts';
import { addProductVersion } from '../../flow/setup/add-product-version.ts';
import { readSearchQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, SearchQuery } from '../schemas/common.ts';
import { CreateProductBody, ProductPage, ProductSchema, ProductVersionBody } from '../schemas/data.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Data'];

const list = createRoute({
  method: 'get',
  path: '/v1/products',
  tags,
  summary: 'List products',
  description: 'The product master with every version of its prices, newest product first.',
  request: { query: SearchQuery },
  responses: { 200: jsonResponse('A page of products.', ProductPage), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/products/{id}',
  tags,
  summary: 'Get a product',
  description: 'One product of the master with every version of its prices.',
  request: { params: idParams('product') },
  responses: { 200: jsonResponse('The product.', ProductSchema), ...PROBLEM_RESPONSES },
});

const add = createRoute({
  method: 'post',
  path: '/v1/products',
  tags,
  summary: 'Add a product',
  description: 'Adds a product to the master with its first version. A SKU that is taken is refused.',
  request: { body: { required: true, content: { 'application/json': { schema: CreateProductBody } } } },
  responses: {
    201: jsonResponse('The product; Location leads to it.', ProductSchema),
    ...PROBLEM_RESPONSES,
  },
});

const addVersion = createRoute({
  method: 'post',
  path: '/v1/products/{id}/versions',
  tags,
  summary: 'Add a version of a product',
  description:
    'Changes name, unit, tax class, prices, costs or allowed discount from a day on. A line is priced by the version in force ' +
    'on its day of supply, and keeps it.',
  request: {
    params: idParams('product'),
    body: { required: true, content: { 'application/json': { schema: ProductVersionBody } } },
  },
  responses: { 201: jsonResponse('The product with all its versions.', ProductSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes of the product master. */
export function mountProducts(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const ctx = c.get('ctx');
    const page = await listProducts({ ctx, input: readSearchQuery(ctx, 'products', c.req.valid('query')) });
    return c.json(toPageAnswer(ctx, 'products', page), 200);
  });
  app.openapi(one, async (c) =>
    c.json(await getProduct({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  );
  app.openapi(add, async (c) => {
    const ctx = c.get('ctx');
    const id = await addProduct({ ctx, input: c.req.valid('json') });
    c.header('location', `/v1/products/${id}`);
    return c.json(await getProduct({ ctx, input: { id } }), 201);
  });
  app.openapi(addVersion, async (c) => {
    const ctx = c.get('ctx');
    const { id } = c.req.valid('param');
    await addProductVersion({ ctx, input: { ...c.req.valid('json'), productId: id } });
    return c.json(await getProduct({ ctx, input: { id } }), 201);
  });
}
