/** The hub's own zod: n8n's tooling wants zod 3 at the root, and schemas of two versions do not mix. */
export { z } from '../../runtime/node_modules/zod/index.cjs';
