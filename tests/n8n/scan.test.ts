import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const SCAN = fileURLToPath(new URL('./support/scan-folder.ts', import.meta.url));
const SCANNER = 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs';
const run = promisify(execFile);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seikyu-scan-'));
  await run('tar', ['-xzf', inject('n8n').tarball, '-C', folder]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Its command only takes packages that are published; what it exports takes a folder. */
async function scan(target: string, patterns: string): Promise<unknown> {
  const scannerUrl = pathToFileURL(join(inject('n8n').installed.folder, SCANNER)).href;
  const { NODE_ENV: _test, ...env } = process.env;
  const { stdout } = await run(process.execPath, [SCAN, scannerUrl, target, patterns], { env });
  return JSON.parse(stdout);
}

test("n8n's community scan finds nothing in the source", async () => {
  expect(await scan(REPOSITORY, 'source')).toEqual({ passed: true });
});

test("n8n's community scan finds nothing in what is published", async () => {
  expect(await scan(join(folder, 'package'), '**/*.js package.json')).toEqual({ passed: true });
});
