/**
 * Runs n8n's community scan over a folder and prints its outcome as JSON. In a process of its own, because one of its
 * plugins takes every file for the same one where NODE_ENV is "test", as it is under Vitest.
 */
const [scannerUrl, folder, patterns] = process.argv.slice(2);
const { SOURCE_FILE_PATTERNS, analyzePackage } = await import(scannerUrl ?? '');
const outcome = await analyzePackage(
  folder,
  patterns === 'source' ? SOURCE_FILE_PATTERNS : patterns?.split(' '),
);
process.stdout.write(JSON.stringify(outcome));
