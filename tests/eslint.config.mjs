// The nodes' rules of n8n are for code that runs inside n8n; here Biome checks.
export default [{ ignores: ['**'] }];
