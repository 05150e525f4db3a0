import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the demo must know again at its next start: its clouds' credentials, its endpoints and its people's keys. */
export const DemoSettings = z.object({
  hubspot: z.object({ accessToken: z.string(), clientSecret: z.string() }),
  xero: z.object({ accessToken: z.string(), tenantId: z.string(), webhookKey: z.string() }),
  /** Written with the organization, in the same step. */
  organization: z
    .object({
      id: z.string(),
      hubspotConnectionId: z.string(),
      xeroConnectionId: z.string(),
      hubspotHook: z.string(),
      xeroHook: z.string(),
      authorKey: z.string(),
      approverKey: z.string(),
      approverId: z.string(),
    })
    .optional(),
  /** First day of the month that the sample contracts begin in: the one before the demo's first start. */
  contractMonth: z.iso.date().optional(),
});
export type DemoSettings = z.infer<typeof DemoSettings>;

/** Reads the demo's settings, or makes them at the first start. */
export async function loadDemoSettings(dataFolder: string): Promise<DemoSettings> {
  const text = await readFile(join(dataFolder, 'demo.json'), 'utf8').catch(() => undefined);
  if (text !== undefined) return DemoSettings.parse(JSON.parse(text));
  const secret = (): string => randomBytes(24).toString('base64url');
  const settings: DemoSettings = {
    hubspot: { accessToken: `pat-na1-${secret()}`, clientSecret: secret() },
    xero: { accessToken: secret(), tenantId: '2d5c7f0e-8a41-4b6f-9a57-4e0c6f1d2b3a', webhookKey: secret() },
  };
  await saveDemoSettings(dataFolder, settings);
  return settings;
}

/** Writes the settings whole, for their owner's eyes only: they hold keys. */
export async function saveDemoSettings(dataFolder: string, settings: DemoSettings): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  const path = join(dataFolder, 'demo.json');
  await writeFile(`${path}.new`, JSON.stringify(settings, null, 2), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
