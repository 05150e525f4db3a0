import { bodies, FAILED, type HostileScript } from './hostile-script.ts';

/** Attempts to see time, chance, the machine, other records or the run before. Each one finds nothing. */
export const OBSERVERS: HostileScript[] = bodies([
  [
    'the clock',
    { value: { now: '2026-02-03T04:05:06.789Z' } },
    'return { now: new Date(Date.now()).toISOString() };',
  ],
  [
    'the clock while time goes by',
    { value: { passed: 0 } },
    'const from = Date.now(); for (let i = 0; i < 1e5; i++); return { passed: Date.now() - from };',
  ],
  [
    'the clock through a subclass',
    { value: { now: true } },
    'class D extends Date {} return { now: new D().toISOString() === ctx.now };',
  ],
  [
    'the clock through the constructor of a date',
    { value: { now: true } },
    'return { now: new (new Date(0).constructor)().toISOString() === ctx.now };',
  ],
  [
    'the clock through reflection',
    { value: { now: true } },
    'return { now: Reflect.construct(Date, []).toISOString() === ctx.now };',
  ],
  ['the clock as text', { value: { is: true } }, 'return { is: Date() === new Date(ctx.now).toString() };'],
  [
    'the zone of the machine',
    { value: { offset: 0 } },
    'return { offset: new Date(2026, 6, 1).getTimezoneOffset() };',
  ],
  [
    'a clock of another kind',
    { value: { performance: 'undefined', temporal: 'undefined', intl: 'undefined' } },
    'return { performance: typeof performance, temporal: typeof Temporal, intl: typeof Intl };',
  ],
  ['randomness', FAILED, 'return { x: Math.random() };'],
  ['randomness by another name', FAILED, 'return { x: Reflect.get(Math, "ran" + "dom")() };'],
  [
    'randomness of a sort',
    { value: { order: '0,1,2,3,4,5,6,7,8,9' } },
    'return { order: [..."0123456789"].sort(() => 0).join() };',
  ],
  [
    'the environment',
    { value: { found: [] } },
    'return { found: ["process", "require", "module", "global", "Buffer", "std", "os", "scriptArgs", "navigator", "crypto", "self", "window"].filter((name) => name in globalThis) };',
  ],
  [
    'where the hub is installed',
    { value: { places: ['hub.js', 'mapping.js'] } },
    'return { places: [...new Set([...new Error().stack.matchAll(/[\\w./]+\\.(?:js|ts|mjs)/g)].map(([place]) => place))].sort() };',
  ],
  [
    'the text of the hub’s own functions',
    { value: { shows: false } },
    'return { shows: /process|require|workerData/.test(String(ctx.helpers.lookup)) };',
  ],
  [
    'a mark that the record before left on the source',
    { value: { seen: null } },
    'const seen = source?.mark ?? null; if (source) source.mark = 1; return { seen };',
  ],
  [
    'a mark in the registry of symbols',
    { value: { same: true } },
    'return { same: Symbol.for("mark") === Symbol.for("mark") && Object.getOwnPropertyNames(Symbol).length > 0 };',
  ],
  [
    'a mark in a template',
    { value: { seen: null } },
    'const mark = ((parts) => parts)`a`; const seen = mark.seen ?? null; try { mark.seen = 1; } catch {} return { seen };',
  ],
  [
    'a mark in the text of a pattern',
    { value: { last: 0 } },
    'const pattern = /a/g; const last = pattern.lastIndex; pattern.test("aa"); return { last };',
  ],
  [
    'a mark in a static of the old RegExp',
    { value: { seen: null } },
    'const seen = RegExp.$1 ?? null; /(a)/.test("a"); return { seen };',
  ],
  [
    'how much memory was taken before',
    { value: { same: true } },
    'const fill = () => { let n = 0; try { const f = () => { n++; f(); }; f(); } catch {} return n; }; return { same: fill() === fill() };',
  ],
  [
    'the keys of a foreign record',
    { value: { keys: ['helpers', 'now'] } },
    'return { keys: Object.keys(ctx).sort() };',
  ],
  [
    'globals that were left open',
    { value: { open: [] } },
    'return { open: Object.getOwnPropertyNames(globalThis).filter((name) => { const d = Object.getOwnPropertyDescriptor(globalThis, name); return d.writable || d.configurable; }) };',
  ],
  [
    'built-ins that were left open',
    { value: { open: [] } },
    'return { open: Object.getOwnPropertyNames(globalThis).filter((name) => { const x = globalThis[name]; return Object(x) === x && x !== globalThis && !(Object.isFrozen(x) && (x.prototype === undefined || Object.isFrozen(x.prototype))); }) };',
  ],
]);
