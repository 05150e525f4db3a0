import type { RecordToSend } from './read-records';

/** The hub takes 8 MiB in one request; half of it leaves room for what UTF-8 adds to the count of characters. */
const CHUNK_MAX_CHARACTERS = 2 * 1024 * 1024;

/** Parts records into requests, in order: one path and query each, bounded in number and size. */
export function chunkRecords(
  records: RecordToSend[],
  recordsMax: number,
  charactersMax = CHUNK_MAX_CHARACTERS,
): RecordToSend[][] {
  const chunks: RecordToSend[][] = [];
  let open: { where: string; size: number; chunk: RecordToSend[] } | undefined;
  for (const record of records) {
    const where = JSON.stringify([record.path, record.query]);
    const size = JSON.stringify(record.record).length;
    const isFull =
      open === undefined ||
      open.where !== where ||
      open.chunk.length >= recordsMax ||
      open.size + size > charactersMax;
    if (open === undefined || isFull) {
      open = { where, size: 0, chunk: [] };
      chunks.push(open.chunk);
    }
    open.chunk.push(record);
    open.size += size;
  }
  return chunks;
}
