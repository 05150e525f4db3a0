// The hub needs Node 24; npm brings it as an optional dependency and puts it first on the PATH of its scripts.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(
    `Seikyu needs Node 24 or newer; this is ${process.versions.node}.\n` +
      'Run the command through npm in a fresh install (npm ci), or install Node 24 from https://nodejs.org.\n',
  );
  process.exit(2);
}
