import { randomUUID } from 'node:crypto';
import type { ConsoleContext } from './console-env.ts';

/** The id of the request: the one that the app around the console gave, else a new one. */
export const requestIdOf = (c: ConsoleContext): string => c.get('requestId') ?? `req_${randomUUID()}`;
