export async function deliverWebhook(): Promise<void> {}
