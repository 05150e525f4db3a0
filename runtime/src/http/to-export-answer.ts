import type { ExportLine } from '../core/audit/export-line.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../core/audit/export-texts.ts';

/** Enough lines for one write to the network. */
const CHUNK_CHARACTERS = 64 * 1_024;

/** An export as a file that is written while it is read; one that fails on the way ends without its last line. */
export function toExportAnswer(lines: AsyncGenerator<ExportLine>, format: ExportFormat): Response {
  const { mediaType } = EXPORT_FORMATS[format];
  return new Response(ReadableStream.from(toBytes(lines, format)), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="audit.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

async function* toBytes(lines: AsyncGenerator<ExportLine>, format: ExportFormat): AsyncGenerator<Uint8Array> {
  const { head, line: write } = EXPORT_FORMATS[format];
  const encoder = new TextEncoder();
  let text: string = head;
  for await (const line of lines) {
    text += write(line);
    if (text.length < CHUNK_CHARACTERS) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}
