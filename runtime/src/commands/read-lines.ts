/** A line of a stream, numbered from 1, without its line feed; one that is too long has no text. */
export type Line = { number: number; bytes: Uint8Array | undefined };

const LINE_FEED = 0x0a;
/** Four times what the hub takes as a record, so that a refusal can name the line and go on. */
const LINE_MAX_BYTES = 1_048_576;

/** The lines of a stream as they come; a last one without a line feed counts, and nothing else ends one. */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  lineMaxBytes = LINE_MAX_BYTES,
): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array): void => {
    length += part.length;
    if (length <= lineMaxBytes) parts.push(part);
  };
  const finish = (): Line => {
    const bytes = length <= lineMaxBytes ? Buffer.concat(parts) : undefined;
    parts = [];
    length = 0;
    return { number: number++, bytes };
  };
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}
