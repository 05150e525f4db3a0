/** Import rules: what each room may know. The message says why; docs/architecture.md has the table. */
const rule = (name, from, notTo, comment) => ({ name, severity: 'error', comment, from, to: notTo });
const room = (...names) => `^runtime/src/(${names.join('|')})(/|$|\\.)`;

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'A cycle has no first file to read.',
    ),
    rule(
      'core-is-pure',
      { path: room('core') },
      {
        pathNot: [
          '^runtime/src/core/',
          'node_modules/(zod|big\\.js|@types/big\\.js|@marcbachmann/cel-js)/',
          '^node:crypto$',
          '^crypto$',
        ],
      },
      'core has no clock, network or database: it knows zod, big.js, cel-js and hashing.',
    ),
    rule(
      'cel-only-in-its-room',
      { path: room('core'), pathNot: '^runtime/src/core/cel/' },
      { path: 'node_modules/@marcbachmann/cel-js/' },
      'CEL stays behind core/cel: rules and expressions of mappings use that.',
    ),
    rule(
      'flow-knows-core-and-db',
      { path: room('flow') },
      { path: '^runtime/src/', pathNot: '^runtime/src/(flow|core|db)/' },
      'A verb reaches the outside through flow/ports.ts.',
    ),
    rule(
      'db-knows-core-and-types',
      { path: room('db') },
      { path: '^runtime/src/', pathNot: '^runtime/src/(db|core)/', dependencyTypesNot: ['type-only'] },
      'Tables know the domain, not the verbs.',
    ),
    rule(
      'adapters-know-core-and-ports',
      { path: room('adapters') },
      {
        path: '^runtime/src/',
        pathNot: '^runtime/src/(adapters|core)/|^runtime/src/flow/(ports|context)\\.ts$',
      },
      'An adapter implements a port; it never touches the database or a verb.',
    ),
    rule(
      'doubles-know-core',
      { path: room('doubles') },
      { path: '^runtime/src/', pathNot: '^runtime/src/(doubles|core)/' },
      'A double plays the vendor: it must not share code with what it tests.',
    ),
    rule(
      'edges-know-flow',
      { path: room('http', 'worker', 'console') },
      { path: '^runtime/src/', pathNot: '^runtime/src/(http|worker|console|flow|core|db)/' },
      'HTTP, worker and console call verbs; adapters are given to them by main.',
    ),
    rule(
      'nobody-imports-main',
      { path: '^runtime/src/(core|flow|db|adapters|http|worker|console|doubles)/' },
      { path: '^runtime/src/(commands|demo|start-hub|cli|config|open-database-server)' },
      'Only main sees everything.',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.hub.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
