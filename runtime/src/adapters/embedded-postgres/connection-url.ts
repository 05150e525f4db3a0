/** The owner role of the cluster: the hub migrates with it. */
export const DATABASE_USER = 'seikyu';

/** The hub's database; every cluster also has one named `postgres`. */
export const DATABASE_NAME = 'seikyu';

/** Returns the URL of a database on a port, of the hub's own when none is named. */
export type MakeUrl = (port: number, database?: string) => string;

/** Makes URLs with a password of URL-safe characters. */
export function createMakeUrl(password: string): MakeUrl {
  return (port, database = DATABASE_NAME) =>
    `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}
