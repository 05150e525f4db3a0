export * from './board.ts';
export * from './canonical.ts';
export * from './connection.ts';
export * from './control.ts';
export * from './invoice.ts';
export * from './organization.ts';
export * from './webhooks.ts';
