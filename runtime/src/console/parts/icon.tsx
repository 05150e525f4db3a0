/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PageName } from './navigation-items.ts';

/** Line drawings on a grid of 16; each stands beside its word and says nothing that the word does not. */
const PATHS: Record<PageName, string> = {
  board: 'M2.5 3h3v10h-3zM6.5 3h3v7h-3zM10.5 3h3v4.5h-3z',
  approvals: 'M3 8.5l3.2 3.2L13 4.5',
  contracts: 'M3.5 2.500h6l3 3v8h-9zM9.500 2.500v3h3M5.500 8.500h5M5.500 11h3',
  aging: 'M8 2.500a5.500 5.500 0 110 11 5.500 5.500 0 010-11zM8 5v3.200l2.300 1.600',
  rules: 'M3 3h4v3H3zM9 10h4v3H9zM5 6v5.5h4M7 4.500h6',
  exceptions: 'M8 2.2l6 11H2zM8 6.5v3M8 11.4v.1',
  connections:
    'M6 10L10 6M7 4.5l1.2-1.2a3 3 0 014.3 4.3L11.300 8.800M9 11.500l-1.200 1.200a3 3 0 01-4.300-4.300L4.700 7.200',
  mappings: 'M2.500 4h4c3 0 3 8 7 8M11.500 10l2 2-2 2M2.500 12h3',
  webhooks:
    'M8 2v6M8 8l-4.500 4.500M8 8l4.500 4.500M8 2a1 1 0 110 .1M3.500 13.500a1 1 0 110-.1M12.500 13.500a1 1 0 110-.1',
  keys: 'M9.500 9.500a3.500 3.500 0 10-3-1L2.500 12.500v1.500h2v-1.500H6V11l1-1M10.500 5.500h.1',
  audit: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM5.800 8l1.600 1.600L10.400 6.500',
  people:
    'M5.500 7.500a2.300 2.300 0 110-4.600 2.300 2.300 0 010 4.600zM1.500 13c.3-2.300 2-3.500 4-3.500s3.700 1.200 4 3.500M10.500 3.200a2.300 2.300 0 010 4.200M12 9.800c1.500.5 2.300 1.600 2.500 3.200',
  setUp: 'M2 4.500h7M12 4.500h2M2 11.500h2M7 11.500h7M10.500 3v3M5.500 10v3',
};

/** The drawing of a page in the navigation. */
export function PageIcon({ name }: { name: PageName }) {
  return (
    <svg class="pages-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
