export async function tellAdmins(): Promise<void> {}
