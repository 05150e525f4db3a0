import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { Log } from '../../flow/context.ts';
import { AUTH_TABLES } from './auth-tables.ts';
import { type SignInSecrets, versionOf } from './sign-in-secrets.ts';

/** What the sign-in library is made from. */
export type BetterAuthInput = {
  /** A connection that may write the schema `auth`. */
  database: PostgresJsDatabase<Record<string, unknown>>;
  /** The first signs challenges and encrypts second factors; each decrypts what it encrypted. */
  secrets: SignInSecrets;
  publicBaseUrl: string;
  log: Log;
};

/** NIST SP 800-63B section 5.2.2: consecutive wrong codes are bounded per account, over every challenge. */
const WRONG_CODES_MAX = 5;
const LOCKED_SECONDS = 15 * 60;
const CHALLENGE_SECONDS = 10 * 60;
/** Shortest password that is taken (NIST SP 800-63B-4 section 3.1.1.2 asks for 15 where nothing is added, 8 with a second factor). */
export const PASSWORD_MIN_CHARS = 12;
/** Longest password that is hashed. */
export const PASSWORD_MAX_CHARS = 128;
/** The header in which an address goes to the library; it never comes from the browser. */
export const ADDRESS_HEADER = 'x-seikyu-address';
const TRIES = { window: 60, max: 20 };

/**
 * Loads better-auth and sets it up. It takes about a second, so it happens at the first sign-in and never at the start.
 * Its own HTTP endpoints are not mounted anywhere: the hub calls a few of them in its own process.
 */
export async function openBetterAuth({ database, secrets, publicBaseUrl, log }: BetterAuthInput) {
  const [{ betterAuth }, { twoFactor }, { drizzleAdapter }] = await Promise.all([
    import('better-auth/minimal'),
    import('better-auth/plugins/two-factor'),
    import('better-auth/adapters/drizzle'),
  ]);
  return betterAuth({
    appName: 'Seikyu',
    baseURL: publicBaseUrl,
    basePath: '/api/auth',
    secrets: secrets.map(({ keyId, value }) => ({ version: versionOf(keyId), value })),
    // What was encrypted before secrets had numbers is of the oldest one.
    secret: (secrets.at(-1) ?? secrets[0]).value,
    trustedOrigins: [new URL(publicBaseUrl).origin],
    database: drizzleAdapter(database, { provider: 'pg', schema: AUTH_TABLES, transaction: true }),
    emailAndPassword: {
      enabled: true,
      // Accounts come from the set-up and from invitations, never from strangers.
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN_CHARS,
      maxPasswordLength: PASSWORD_MAX_CHARS,
    },
    // A cached session would outlive what the database says (GHSA-xg6x-h9c9-2m83).
    session: { cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: { '/sign-in/email': TRIES, '/two-factor/*': TRIES },
    },
    // An IPv6 customer has a /64 at least: single addresses would be a limit for nobody (GHSA-p6v2-xcpg-h6xw).
    advanced: { ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 64 } },
    plugins: [
      twoFactor({
        issuer: 'Seikyu',
        twoFactorCookieMaxAge: CHALLENGE_SECONDS,
        accountLockout: {
          enabled: true,
          maxFailedAttempts: WRONG_CODES_MAX,
          durationSeconds: LOCKED_SECONDS,
        },
      }),
    ],
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // What it says may quote an address or a code that somebody typed.
      log: (level) => log.error({ library: 'better-auth', outcome: level }, 'sign-in library'),
    },
  });
}

/** The library, set up. */
export type BetterAuth = Awaited<ReturnType<typeof openBetterAuth>>;
