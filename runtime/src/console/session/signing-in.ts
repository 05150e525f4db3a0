import { randomBytes } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { FlowDeps } from '../../flow/context.ts';
import type { Console, ConsoleContext } from '../console-env.ts';

const common = {
  /** Where to go once signed in. */
  next: z.string(),
  /** The invitation that is accepted by signing in. */
  join: z.string().optional(),
  expiresAtMs: z.number(),
  /** What the step is known by once it was taken: each is taken once. */
  ticket: z.string(),
};

/** How far a sign-in has come that is not done; never a session, and bound to one browser. */
export const SigningIn = z.discriminatedUnion('step', [
  z.object({ step: z.literal('code'), challenge: z.string(), ...common }),
  z.object({
    step: z.literal('enrol'),
    accountId: z.string(),
    uri: z.string(),
    backupCodes: z.array(z.string()),
    /** True when the code was right and only the backup codes are left to show. */
    isConfirmed: z.boolean(),
    /** False when the role asks for it. */
    isOwnWish: z.boolean(),
    organizationId: z.string().optional(),
    ...common,
  }),
  z.object({ step: z.literal('choose'), accountId: z.string(), ...common }),
]);
export type SigningIn = z.infer<typeof SigningIn>;

/** A step without the time at which it is over and without its ticket. */
export type SignInStep = SigningIn extends infer Step
  ? Step extends unknown
    ? Omit<Step, 'expiresAtMs' | 'ticket'>
    : never
  : never;

const NAME = 'seikyu_signing_in';
const PLACE = 'console|signing-in';
const MAX_AGE_SECONDS = 600;
const TICKET_BYTES = 16;

/** The step that the browser is at; undefined without one, and for one that is over, taken or tampered with. */
export async function readSigningIn(c: ConsoleContext, { deps }: Console): Promise<SigningIn | undefined> {
  const state = openSigningIn(c, deps);
  return state === undefined || (await deps.accounts.isStepSpent(state.ticket)) ? undefined : state;
}

function openSigningIn(c: ConsoleContext, deps: FlowDeps): SigningIn | undefined {
  const sealed = getCookie(c, NAME);
  if (sealed === undefined) return undefined;
  try {
    const text = deps.secretBox.open(Buffer.from(sealed, 'base64url'), PLACE);
    const state = SigningIn.parse(JSON.parse(text));
    return state.expiresAtMs > deps.clock.now().getTime() ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Hands the step to the browser, sealed: it cannot read it, change it, or take it to another hub. */
export function writeSigningIn(c: ConsoleContext, { deps }: Console, step: SignInStep): void {
  const state: SigningIn = {
    ...step,
    expiresAtMs: deps.clock.now().getTime() + MAX_AGE_SECONDS * 1000,
    ticket: randomBytes(TICKET_BYTES).toString('base64url'),
  };
  const sealed = Buffer.from(deps.secretBox.seal(JSON.stringify(state), PLACE)).toString('base64url');
  setCookie(c, NAME, sealed, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: deps.publicBaseUrl.startsWith('https:'),
    path: '/',
    maxAge: MAX_AGE_SECONDS,
  });
}

/** Makes the browser forget the step. */
export function forgetSigningIn(c: ConsoleContext, { deps }: Console): void {
  deleteCookie(c, NAME, { path: '/', secure: deps.publicBaseUrl.startsWith('https:') });
}
