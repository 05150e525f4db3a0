import type { Page } from 'playwright-core';
import { CANARY } from '../../support/canaries.ts';
import { totp } from '../../support/totp.ts';

/** The password of everybody in these tests. */
const PASSWORD = `${CANARY} words that differ`;

/** Types a new password, twice, as its form asks. */
export async function typeNewPassword(page: Page, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(PASSWORD);
  await page.getByLabel('The same password again').fill(PASSWORD);
}

/** Types the key of the second factor into an app, confirms with its code, and keeps the backup codes. */
export async function enrol(page: Page, onPage: (page: Page) => Promise<void>): Promise<void> {
  const key = (await page.getByLabel('Or type this key into the app').inputValue()).replaceAll(' ', '');
  await onPage(page);
  await page.getByLabel('Code of the app').fill(totp(`otpauth://totp/Seikyu?secret=${key}`));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('heading', { name: 'Keep your backup codes' }).waitFor();
  await onPage(page);
  await page.getByRole('button', { name: 'I have kept them' }).click();
}
