/** Every bound of the sandbox in one place. Guesses are marked; the others come from measured runs of QuickJS 0.32.0. */
export const SANDBOX_LIMITS = {
  workersDefault: 2,
  workersMax: 16,
  timeoutMsDefault: 1_000,
  timeoutMsMin: 10,
  timeoutMsMax: 10_000,
  /** How much longer than the interrupt the watchdog waits: half of what a batch may take beyond its time, a guess. */
  watchdogGraceMs: 250,
  /** Loading takes 25 to 100 ms; a guess that leaves room for a busy machine. */
  startTimeoutMs: 15_000,
  memoryMaxBytesDefault: 64 * 1024 * 1024,
  /** What the WebAssembly module declares as its least; it does not start with less. */
  memoryInitialBytes: 16 * 1024 * 1024,
  /** Three quarters of the limit have to lie above the initial memory, or running out of it could not be told. */
  memoryMaxBytesMin: 24 * 1024 * 1024,
  memoryMaxBytesMax: 256 * 1024 * 1024,
  /** What the interpreter needs beside the heap of the script. */
  memoryOverheadBytes: 32 * 1024 * 1024,
  /** With the worker's 8 MB, deep recursion in the guest ends in an error and not in an aborted module. */
  guestStackMaxBytes: 256 * 1024,
  workerStackMb: 8,
  workerHeapMb: 128,
  scriptMaxChars: 64 * 1024,
  inputMaxBytes: 256 * 1024,
  outputMaxBytes: 256 * 1024,
  outputDepthMax: 64,
  /** A guess: three texts of the longest that a helper takes, and their quotes. */
  helperInputMaxChars: 64 * 1024,
  detailMaxChars: 300,
  recordsPerBatch: 50,
  /** A batch of large records is cut shorter, so that writing and reading it does not keep the event loop for long. */
  batchMaxBytes: 1024 * 1024,
  /** How much of what came back is parsed in one turn of the event loop; some milliseconds at the worst. */
  turnMaxChars: 128 * 1024,
  /** Prepared scripts that a sandbox keeps; a guess at how many mappings are in use at a time. */
  scriptsKept: 64,
  /** A guess: WebAssembly memory never shrinks, so a worker does not live for ever. */
  batchesPerWorker: 1_000,
  waitingMax: 1_000,
} as const;
