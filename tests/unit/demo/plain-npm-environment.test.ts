import { expect, test } from 'vitest';
import { plainNpmEnvironment } from '../../../runtime/src/demo/n8n/npm-process.ts';

test('npm started by an npm script sees none of its choices: not the workspace, not that scripts are ignored', () => {
  expect(
    plainNpmEnvironment({
      PATH: '/usr/bin',
      npm_config_workspace: 'runtime',
      npm_config_ignore_scripts: 'true',
      npm_config_local_prefix: '/work',
      npm_package_name: '@seikyu/hub',
      npm_lifecycle_event: 'demo',
    }),
  ).toEqual({ PATH: '/usr/bin' });
});

test('the registry and the cache of the user stay', () => {
  const environment = { npm_config_registry: 'https://mirror.example', NPM_CONFIG_CACHE: '/var/cache/npm' };
  expect(plainNpmEnvironment(environment)).toEqual(environment);
});
