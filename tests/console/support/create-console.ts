import { Hono } from 'hono';
import { mountConsole } from '../../../runtime/src/console/mount-console.ts';
import { permissionsOfRoles, type Role } from '../../../runtime/src/core/permissions.ts';
import { createEntryLink } from '../../../runtime/src/flow/auth/create-entry-link.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import type { InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { createPerson } from '../../../runtime/src/flow/setup/create-person.ts';
import { markDemoOrganization } from '../../../runtime/src/flow/setup/demo-organization.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import type { SampleDeal } from '../../support/sample-records.ts';

/** The only origin that a form of the console comes from in tests. */
export const OWN_ORIGIN = 'https://hub.example';

/** A request of a browser: its cookie, and what else a test sends. */
export type Visit = { cookie?: string; headers?: Record<string, string> };

/** A loop with the console on it, and nothing else. */
export type TestConsole = {
  loop: Loop;
  /** Every pattern that the console answers a GET at, as it is mounted. */
  patterns: string[];
  /** Path of a new entry link of a person. */
  entryPath(person: Ctx): Promise<string>;
  /** Enters as a person; returns the cookie. */
  enter(person: Ctx): Promise<string>;
  get(path: string, visit?: Visit): Promise<Response>;
  /** Sends a form as a page of the console would; `headers` replaces the Origin. */
  post(path: string, form: Record<string, string>, visit?: Visit): Promise<Response>;
  /** Sends a form that may be large, as the editor's page would. */
  send(path: string, form: FormData, visit?: Visit): Promise<Response>;
  /** Adds somebody with these roles; returns how they act. */
  person(name: string, roles: Role[]): Promise<Ctx>;
  /** Brings a deal in, runs everything that follows, and returns its invoice. */
  invoiceOf(deal: SampleDeal): Promise<InvoiceRow>;
};

/** Starts one; close `loop.hub` in `afterAll`. */
export async function createConsole(): Promise<TestConsole> {
  const loop = await createLoop();
  // Its people come in by entry links, as the demo's do.
  await markDemoOrganization(loop.hub.deps, loop.organization.id);
  const app = new Hono();
  mountConsole(app, loop.hub.deps);
  const get: TestConsole['get'] = async (path, { cookie, headers = {} } = {}) =>
    app.request(path, { headers: { ...(cookie === undefined ? {} : { cookie }), ...headers } });
  const entryPath: TestConsole['entryPath'] = async ({ organizationId, actor }) => {
    const link = await createEntryLink(loop.hub.deps, { organizationId, personId: actor.id });
    return new URL(link).pathname;
  };
  return {
    loop,
    patterns: [...new Set(app.routes.flatMap(({ method, path }) => (method === 'GET' ? [path] : [])))],
    get,
    entryPath,
    enter: async (person) => {
      const answer = await get(await entryPath(person));
      return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    },
    post: async (path, form, { cookie, headers = { origin: OWN_ORIGIN } } = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { ...(cookie === undefined ? {} : { cookie }), ...headers },
        body: new URLSearchParams(form),
      }),
    send: async (path, body, { cookie, headers = { origin: OWN_ORIGIN } } = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { ...(cookie === undefined ? {} : { cookie }), ...headers },
        body,
      }),
    person: async (name, roles) => {
      const { author } = loop.organization;
      const id = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
        createPerson(tx, author, { name, email: `${name.toLowerCase()}@example.com`, roles }),
      );
      return {
        ...author,
        actor: { kind: 'person', id, name },
        roles,
        permissions: new Set(permissionsOfRoles(roles, [])),
      };
    },
    invoiceOf: async (deal) => {
      const before = new Set((await loop.invoices()).map(({ id }) => id));
      await loop.tellOf(deal);
      await loop.hub.drain();
      const invoice = (await loop.invoices()).find(({ id }) => !before.has(id));
      if (invoice === undefined) throw new Error(`deal ${deal.id} made no invoice`);
      return invoice;
    },
  };
}
