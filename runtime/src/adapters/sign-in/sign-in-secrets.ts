/** What better-auth encrypts with, made from one sealing key of the hub. */
export type SignInSecret = { keyId: string; value: string };

/** The first one encrypts, each decrypts what it encrypted. The oldest is last. */
export type SignInSecrets = readonly [SignInSecret, ...SignInSecret[]];

/** better-auth numbers its secrets. Six bytes are a number that is exact, so that number and id say the same. */
export const versionOf = (keyId: string): number => Number.parseInt(keyId, 16);

/** How better-auth marks what a secret encrypted; what was kept before keys had ids has no mark. */
export const markOf = (keyId: string): string => `$ba$${versionOf(keyId)}$`;

/** The secrets in the form in which the library's own functions take them. */
export const toSecretConfig = (secrets: SignInSecrets, unmarked: SignInSecret) => ({
  keys: new Map(secrets.map(({ keyId, value }) => [versionOf(keyId), value])),
  currentVersion: versionOf(secrets[0].keyId),
  legacySecret: unmarked.value,
});
