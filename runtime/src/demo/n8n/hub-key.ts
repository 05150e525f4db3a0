import { randomUUID } from 'node:crypto';
import type { Permission } from '../../core/permissions.ts';

/** What a flow needs. It has no `approve`, which only a person's key can have, and no `admin`. */
const FLOW_PERMISSIONS = [
  'read',
  'ingest',
  'create',
  'edit',
  'submit',
  'issue',
  'send',
  'void',
  'record_payment',
  'webhooks',
] as const satisfies readonly Permission[];

type CreateHubKeyInput = {
  hubUrl: string;
  adminKey: string;
  name: string;
  permissions?: readonly Permission[];
};

/** Makes a key of the hub through its API, with the permissions of a flow unless others are named. */
export async function createHubKey(input: CreateHubKeyInput): Promise<string> {
  const { name, permissions = FLOW_PERMISSIONS } = input;
  const response = await fetch(`${input.hubUrl}/v1/api-keys`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${input.adminKey}`,
      'content-type': 'application/json',
      'idempotency-key': `"${randomUUID()}"`,
    },
    body: JSON.stringify({ name, permissions }),
  });
  if (!response.ok) throw new Error(`POST /v1/api-keys: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { key: string }).key;
}

/** True while the hub takes the key. */
export async function isHubKey(hubUrl: string, key: string): Promise<boolean> {
  const response = await fetch(`${hubUrl}/v1/me`, { headers: { authorization: `Bearer ${key}` } });
  return response.ok;
}
