import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './core/app-error.ts';

const Environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  SEIKYU_DATA: z.string().min(1).default('.seikyu'),
  SEIKYU_HOST: z.string().min(1).default('127.0.0.1'),
  SEIKYU_PORT: z.coerce.number().int().min(1).max(65_535).default(8420),
  SEIKYU_PUBLIC_URL: z.url().optional(),
  SEIKYU_SECRET_KEY: z.base64().optional(),
  /** Further keys, comma separated, the oldest last: they open what they sealed, and seal nothing. */
  SEIKYU_OTHER_SECRET_KEYS: z
    .string()
    .transform((list) => list.split(',').map((key) => key.trim()))
    .transform((list) => list.filter((key) => key !== ''))
    .pipe(z.array(z.base64()))
    .default([]),
  /** The header in which a proxy in front of the hub names the address that it speaks for. */
  SEIKYU_ADDRESS_HEADER: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,60}$/i, 'must be the name of a header')
    .optional(),
  SEIKYU_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  /** Origins outside the public internet that connectors may call, comma separated. */
  SEIKYU_OPENED_ORIGINS: z.string().default(''),
  /** Requests that one API key may make in a minute. */
  SEIKYU_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  /** Changes that webhooks of one connection may tell of before the hub has asked for them. */
  SEIKYU_WEBHOOKS_WAITING_MAX: z.coerce.number().int().min(1).default(10_000),
  SEIKYU_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The hub's configuration; parsed once at the start and passed on. */
export type Config = {
  /** Undefined runs the embedded Postgres in the data folder. */
  databaseUrl: string | undefined;
  dataFolder: string;
  host: string;
  port: number;
  publicUrl: string | undefined;
  /** The key that seals stored secrets; undefined keeps it in the data folder. */
  secretKey: Uint8Array | undefined;
  /** Keys that only open. */
  otherSecretKeys: Uint8Array[];
  /** Undefined where no proxy stands in front of the hub: then the connection's own address counts. */
  addressHeader: string | undefined;
  smtpUrl: string | undefined;
  openedOrigins: string[];
  requestsPerMinute: number;
  waitingHintsMax: number;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
};

/** Reads the configuration from the environment; throws `config.invalid` that names every wrong variable. */
export function readConfig(environment: Record<string, string | undefined>, folder: string): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      pointer: `/${issue.path.join('/')}`,
      code: 'config.invalid',
      detail: issue.message,
    }));
    const names = errors.map((error) => `${error.pointer.slice(1)} ${error.detail}`).join('; ');
    throw new AppError('config.invalid', { detail: names, errors });
  }
  const values = parsed.data;
  return {
    databaseUrl: values.DATABASE_URL,
    dataFolder: isAbsolute(values.SEIKYU_DATA) ? values.SEIKYU_DATA : resolve(folder, values.SEIKYU_DATA),
    host: values.SEIKYU_HOST,
    port: values.SEIKYU_PORT,
    publicUrl: values.SEIKYU_PUBLIC_URL?.replace(/\/$/, ''),
    secretKey:
      values.SEIKYU_SECRET_KEY === undefined ? undefined : Buffer.from(values.SEIKYU_SECRET_KEY, 'base64'),
    otherSecretKeys: values.SEIKYU_OTHER_SECRET_KEYS.map((key) => Buffer.from(key, 'base64')),
    addressHeader: values.SEIKYU_ADDRESS_HEADER,
    smtpUrl: values.SEIKYU_SMTP_URL,
    openedOrigins: values.SEIKYU_OPENED_ORIGINS.split(',').filter((origin) => origin !== ''),
    requestsPerMinute: values.SEIKYU_REQUESTS_PER_MINUTE,
    waitingHintsMax: values.SEIKYU_WEBHOOKS_WAITING_MAX,
    logLevel: values.SEIKYU_LOG_LEVEL,
  };
}
