/** A request as it reached the hub. */
export interface Asked {
  method: string;
  path: string;
  query: Record<string, unknown>;
  body: unknown;
  key: string | undefined;
  /** Of a body that is no JSON. */
  mediaType: string | undefined;
}

/** What the hub answers; a plain body means 200. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** The library's error, when no answer comes. */
  error?: Error;
}

type Script = (asked: Asked, count: number) => Answer | undefined;

/** A hub that answers by a script and remembers what it was asked. `count` is how often this very route was asked before. */
export interface FakeHub {
  asked: Asked[];
  request(options: Record<string, unknown>): Promise<unknown>;
}

/** Makes a hub whose routes are `METHOD /path`; one that no script knows is answered like an unknown thing. */
export function createFakeHub(routes: Record<string, Answer | Script>): FakeHub {
  const asked: Asked[] = [];
  return {
    asked,
    async request(options) {
      const url = new URL(String(options['url']));
      const headers = options['headers'] as Record<string, string>;
      const request: Asked = {
        method: String(options['method']),
        path: url.pathname,
        query: (options['qs'] ?? {}) as Record<string, unknown>,
        // What arrives is JSON: an undefined field is none.
        body: options['body'] === undefined ? undefined : JSON.parse(JSON.stringify(options['body'])),
        key: headers['idempotency-key'],
        mediaType: headers['content-type'],
      };
      const same = asked.filter(({ method, path }) => method === request.method && path === request.path);
      asked.push(request);
      const route = routes[`${request.method} ${request.path}`];
      const answer = typeof route === 'function' ? route(request, same.length) : route;
      if (answer?.error !== undefined) throw answer.error;
      const found = answer ?? problem(404, 'request.not_found', 'There is nothing here');
      return { statusCode: found.status ?? 200, headers: found.headers ?? {}, body: found.body };
    },
  };
}

/** An answer that is a problem document. */
export function problem(
  status: number,
  code: string,
  detail: string,
  headers: Record<string, string> = {},
): Answer {
  const page = `https://hub.example/docs/errors/${code}`;
  return {
    status,
    headers,
    body: { type: page, title: detail, status, detail, instance: 'urn:request:req_1', code, errors: [] },
  };
}
