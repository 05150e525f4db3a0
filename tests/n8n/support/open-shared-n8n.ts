import { inject } from 'vitest';
import { type N8nSession, openN8nSession } from '../../../runtime/src/demo/n8n/open-n8n-session.ts';

/** Signs in to the n8n of this test run. */
export function openSharedN8n(): Promise<N8nSession> {
  const { url, owner } = inject('n8n');
  return openN8nSession(url, owner);
}
