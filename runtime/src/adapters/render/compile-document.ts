import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { Fonts } from './load-fonts.ts';
import type { Attachment, CompileInput } from './render-message.ts';

/** Turns Typst source and its inputs into pages. Throws an Error whose message is safe to show. */
export type DocumentCompiler = {
  pdf(input: CompileInput, attachment: Attachment): Uint8Array;
  svg(input: CompileInput): string;
};

/** A folder that exists nowhere: the compiler finds no file but the template that it is handed. */
const WORKSPACE = '/seikyu-has-no-files';
/** Memoized layouts older than this many documents are dropped. A guess between speed and memory. */
const CACHE_AGE_MAX = 10;
/** ISO 19005-3, level A: tagged, with Unicode text, and open to attachments. */
const PDF_STANDARD = 'a-3a';

const ATTACH = `
#pdf.attach(
  sys.inputs.attachmentName,
  bytes(sys.inputs.attachment),
  relationship: "source",
  mime-type: "application/json",
  description: sys.inputs.attachmentDescription,
)
`;

/** A compiler with our fonts and nothing else: no files, no fonts of the machine. */
export function createDocumentCompiler(fonts: Fonts): DocumentCompiler {
  const compiler = NodeCompiler.create({
    workspace: WORKSPACE,
    fontArgs: [{ fontBlobs: [fonts.regular, fonts.bold] }],
  });
  const compile = (source: string, inputs: Record<string, string>): NodeTypstDocument => {
    compiler.evictCache(CACHE_AGE_MAX);
    const compiled = compiler.compile({ mainFileContent: source, inputs });
    if (compiled.result === null) {
      const error = compiled.takeDiagnostics();
      throw new Error(explain(error?.shortDiagnostics[0]?.message));
    }
    return compiled.result;
  };
  return {
    pdf: (input, attachment) => {
      const document = compile(`${input.source}${ATTACH}`, {
        data: input.data,
        attachment: attachment.json,
        attachmentName: attachment.filename,
        attachmentDescription: attachment.description,
      });
      const options = { pdfStandard: PDF_STANDARD, creationTimestamp: input.createdAtSeconds };
      try {
        return compiler.pdf(document, options);
      } catch (error) {
        throw new Error(explain(/message: "((?:[^"\\]|\\.)*)"/.exec(String(error))?.[1]));
      }
    },
    svg: (input) => compiler.plainSvg(compile(input.source, { data: input.data })),
  };
}

const DETAIL_MAX_CHARS = 300;

function explain(message: unknown): string {
  if (typeof message !== 'string') return 'The template did not compile.';
  return message.replaceAll(/\\+(["`])/g, '$1').slice(0, DETAIL_MAX_CHARS);
}
