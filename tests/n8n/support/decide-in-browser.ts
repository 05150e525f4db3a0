import type { Stage } from './start-stage.ts';

/**
 * Decides about an invoice as the approver does in a browser: opens the page with a session, and sends the form that is
 * on it. Throws when the page has no such form, or the hub refuses it.
 */
export async function decideInBrowser(
  { real }: Stage,
  input: { invoiceId: string; decision: 'approved' | 'rejected'; reason: string },
): Promise<void> {
  const link = await real.entryLink(real.settings.organization.approverId);
  const entered = await fetch(link, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const path = `/invoices/${input.invoiceId}`;
  const page = await (await fetch(`${real.hub.url}${path}`, { headers: { cookie } })).text();
  const form = /<form[^>]*action="[^"]*\/decision"[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
  const hidden = [...form.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const answer = await fetch(`${real.hub.url}${path}/decision`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: real.hub.url },
    body: new URLSearchParams([...hidden, ['decision', input.decision], ['reason', input.reason]]),
  });
  if (answer.status !== 303) throw new Error(`the decision was answered with ${answer.status}`);
}
