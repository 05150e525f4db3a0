/** Server settings by name, as given with `-c name=value`. */
export type ServerSettings = Record<string, string>;

/**
 * The settings of the embedded server: safe against power loss, reachable from this machine only, sized for 2 cores.
 * Given at every start, so a new version of the hub brings its own. Statements never reach the log, since they
 * carry customers' data; a client gets its errors anyway.
 */
export const SERVER_SETTINGS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  // Parallel workers need more of /dev/shm than the 64 MB that Docker gives, and two cores gain little.
  max_parallel_workers_per_gather: '0',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};
