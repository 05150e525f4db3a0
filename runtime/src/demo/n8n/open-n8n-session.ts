/** Who owns an n8n, and signs in to it. */
export type N8nOwner = { email: string; password: string };

/** The owner, signed in: the calls that n8n's own editor makes. */
export type N8nSession = {
  url: string;
  /** Calls `/rest/…`; returns what the answer holds under `data`, and throws with n8n's words otherwise. */
  rest<Answer = unknown>(method: string, path: string, body?: unknown): Promise<Answer>;
  /** The cookie for what the editor loads from elsewhere. */
  cookie: string;
};

/** n8n binds a session to the browser it began in. */
const BROWSER = { 'browser-id': 'seikyu' };

/** Signs in, and sets the owner up at the first time. */
export async function openN8nSession(url: string, owner: N8nOwner): Promise<N8nSession> {
  const settings = await call<{ userManagement: { showSetupOnFirstLoad?: boolean } }>(
    `${url}/rest/settings`,
    'GET',
  );
  const isNew = settings.data.userManagement.showSetupOnFirstLoad === true;
  const { cookie } = isNew
    ? await call(`${url}/rest/owner/setup`, 'POST', { ...owner, firstName: 'Aiko', lastName: 'Mori' })
    : await call(`${url}/rest/login`, 'POST', {
        emailOrLdapLoginId: owner.email,
        password: owner.password,
      });
  return {
    url,
    cookie,
    rest: async <Answer>(method: string, path: string, body?: unknown) =>
      (await call<Answer>(`${url}/rest${path}`, method, body, cookie)).data,
  };
}

async function call<Answer>(
  url: string,
  method: string,
  body?: unknown,
  cookie?: string,
): Promise<{ data: Answer; cookie: string }> {
  const response = await fetch(url, {
    method,
    headers: {
      ...BROWSER,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`n8n answers ${response.status} to ${method} ${url}: ${text}`);
  const cookies = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  return { data: JSON.parse(text).data, cookie: cookies.join('; ') };
}
