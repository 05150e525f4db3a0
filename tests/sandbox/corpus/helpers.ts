import { bodies, FAILED, type HostileScript, TIMEOUT } from './hostile-script.ts';

/** The hub's own helpers, which run outside the interpreter: what a script can make of them is bounded. */
export const HELPERS_MISUSED: HostileScript[] = bodies([
  ['a helper in an endless loop', TIMEOUT, 'for (;;) ctx.helpers.add("1", "1");'],
  [
    'a helper that is given itself',
    FAILED,
    'const x = { toJSON: () => ctx.helpers.add(x, "1") }; return { y: ctx.helpers.add(x, "1") };',
  ],
  ['a helper that is given a cycle', FAILED, 'const x = {}; x.x = x; return { y: ctx.helpers.add(x, "1") };'],
  ['a helper that is given a megabyte', FAILED, 'return { y: ctx.helpers.trim("x".repeat(1e6)) };'],
  [
    'a helper that is given a deep list',
    FAILED,
    'let x = []; for (let i = 0; i < 3e3; i++) x = [x]; return { y: ctx.helpers.add(x, "1") };',
  ],
  [
    'a helper that is given a getter that throws',
    FAILED,
    'return { y: ctx.helpers.add({ get x() { throw new Error("no"); } }, "1") };',
  ],
  ['numbers that double in length', FAILED, 'let x = "9".repeat(90); for (;;) x = ctx.helpers.mul(x, x);'],
  ['a division to a million places', FAILED, 'return { y: ctx.helpers.div("1", "3", 1e6, "halfUp") };'],
]);
