// Runs the hub from the checkout: bundles the sources when they changed, then loads the one file.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleHub } from './bundle-hub.mjs';

const folder = await bundleHub();
enableCompileCache(join(folder, 'compile-cache'));
await import(pathToFileURL(join(folder, 'cli.js')).href);
