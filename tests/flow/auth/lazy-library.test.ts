import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const SCRIPT = `
  import { registerHooks } from 'node:module';
  const seen = [];
  registerHooks({
    resolve(name, context, next) {
      const found = next(name, context);
      if (/node_modules\\/(@?better-auth|better-call)\\//.test(found.url)) seen.push(found.url);
      return found;
    },
  });
  await import('./runtime/src/start-hub.ts');
  const { openBetterAuth } = await import('./runtime/src/adapters/sign-in/open-better-auth.ts');
  const atStart = seen.length;
  await openBetterAuth({ database: {}, secret: 'x'.repeat(40), publicBaseUrl: 'https://hub.example', log: {} }).catch(() => 0);
  console.log(JSON.stringify({ atStart, isLoadedLater: seen.length > 0 }));
`;

test('starting the hub does not load the sign-in library, which takes a second; its first use does', async () => {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', SCRIPT];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(JSON.parse(stdout)).toEqual({ atStart: 0, isLoadedLater: true });
});
