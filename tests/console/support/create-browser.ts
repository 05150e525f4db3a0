import { Hono } from 'hono';
import { mountConsole } from '../../../runtime/src/console/mount-console.ts';
import type { FlowDeps } from '../../../runtime/src/flow/context.ts';
import { assertNoCanary } from '../../support/canaries.ts';
import { OWN_ORIGIN } from './create-console.ts';

/** A browser: it keeps cookies, sends forms from our own pages, and follows no redirect by itself. */
export type Browser = {
  cookies: Map<string, string>;
  get(path: string): Promise<Response>;
  post(path: string, form: Record<string, string | string[]>): Promise<Response>;
  /** Follows redirects until there is a page; returns it with the path that it is at. */
  follow(answer: Response): Promise<{ path: string; answer: Response }>;
};

/** Mounts the console of a hub by itself; `createBrowser` opens it as one person after the other. */
export function mountTestConsole(deps: FlowDeps): Hono {
  const app = new Hono();
  mountConsole(app, deps, { addressHeader: 'x-test-address' });
  return app;
}

/** An app with the console on it, whatever else is. */
export type App = { request(path: string, init?: RequestInit): Response | Promise<Response> };

let browsers = 0;

/** Opens a browser with an address of its own. */
export function createBrowser(app: App, address = `203.0.113.${browsers++ % 250}`): Browser {
  const cookies = new Map<string, string>();
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { 'x-test-address': address, 'user-agent': 'Test Chrome/1 Linux', ...init.headers };
    const answer = await app.request(path, {
      ...init,
      headers: { ...headers, ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of answer.headers.getSetCookie()) keep(cookies, line);
    // A refused form is shown again with what was typed, but for its secrets.
    if (answer.status >= 400) assertNoCanary(await answer.clone().text(), 'a refused page');
    return answer;
  };
  const get: Browser['get'] = (path) => send(path, {});
  return {
    cookies,
    get,
    post: (path, form) => {
      const body = new URLSearchParams();
      for (const [name, values] of Object.entries(form)) {
        for (const value of [values].flat()) body.append(name, value);
      }
      return send(path, { method: 'POST', headers: { origin: OWN_ORIGIN }, body });
    },
    follow: async (first) => {
      let answer = first;
      let path = '';
      while (answer.status === 303) {
        path = answer.headers.get('location') ?? '';
        answer = await get(path);
      }
      return { path, answer };
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const split = pair.indexOf('=');
  const name = pair.slice(0, split);
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, pair.slice(split + 1));
}
