import type { IDataObject } from 'n8n-workflow';
import { askHubForJson, type HubCaller } from './hub-request';

/** A page of any list of the hub. */
export interface HubPage {
  items: IDataObject[];
  nextCursor: string | null;
}

/** The hub's own bound of a page. */
const PAGE_MAX = 100;

/** The first `limit` items of a list, or all of them with Infinity, page by page. */
export async function listAll(
  caller: HubCaller,
  request: { path: string; query: IDataObject; limit: number; itemIndex?: number; doing: string },
): Promise<IDataObject[]> {
  const items: IDataObject[] = [];
  let cursor: string | null = null;
  do {
    const { path, doing, itemIndex } = request;
    const page: HubPage = await askHubForJson<HubPage>(caller, {
      method: 'GET',
      path,
      query: {
        ...request.query,
        limit: Math.min(PAGE_MAX, request.limit - items.length),
        ...(cursor === null ? {} : { cursor }),
      },
      doing,
      ...(itemIndex === undefined ? {} : { itemIndex }),
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < request.limit);
  return items.slice(0, request.limit);
}
