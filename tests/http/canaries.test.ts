import { describe, expect, it } from 'vitest';
import { CANARY, SECRETS } from '../support/canaries.ts';
import { createTestHub, type TestHub } from '../support/create-test-hub.ts';
import { seedOrganization } from '../support/seed-organization.ts';

/** Every hub of the tests ends with this: what follows plants a secret and must fail. */
describe('a hub of the tests', () => {
  const end = async (plant: (hub: TestHub) => unknown): Promise<unknown> => {
    const hub = await createTestHub();
    await plant(hub);
    return hub.close();
  };

  it('ends well when its secrets are sealed', async () => {
    await expect(end((hub) => seedOrganization(hub))).resolves.toBeUndefined();
  });

  it('fails its file when a secret is in its log', async () => {
    const planted = end((hub) => hub.deps.log.warn({ code: SECRETS.hubspotToken }, 'planted'));
    await expect(planted).rejects.toThrow('a secret is in the log');
  });

  it('fails its file when a secret is in a table, as text or as bytes', async () => {
    const asText = end((hub) => seedOrganization(hub, { name: CANARY }));
    await expect(asText).rejects.toThrow('a secret is in public.organizations');
    const asBytes = end(async (hub) => {
      const { id, hubspot } = await seedOrganization(hub);
      await hub.database.owner`update connections set secrets = ${Buffer.from(SECRETS.hubspotToken)}
        where organization_id = ${id} and id = ${hubspot.id}`;
    });
    await expect(asBytes).rejects.toThrow('a secret is in public.connections');
  });

  it('fails its file when a key or a secret is in a mail', async () => {
    const key = `seikyu_live_${'k'.repeat(43)}`;
    const planted = end((hub) =>
      hub.deps.email.send({
        messageId: '<planted@hub.example>',
        from: { name: 'Seikyu', address: 'hub@example.com' },
        to: [{ name: 'Ken', address: 'ken@example.com' }],
        subject: 'Planted',
        text: key,
        attachments: [],
      }),
    );
    await expect(planted).rejects.toThrow('a secret is in a mail');
  });
});
