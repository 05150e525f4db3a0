/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

type DocumentProps = { ui: Ui; view: InvoiceView; zone: string; version: string };

const HASH_SHOWN_CHARS = 12;

/** The document as it looks, with the stored PDF and the start of its SHA-256 once it was issued. */
export function InvoiceDocumentPreview({ ui, view, zone, version }: DocumentProps) {
  const texts = ui.texts.invoice;
  const { document } = view;
  const name = document.number ?? texts.draft;
  const base = `/invoices/${document.id}`;
  const pdf = view.documents.find(({ kind }) => kind === 'pdf');
  return (
    <section class="block" aria-labelledby="title-document">
      <div class="block-head">
        <h2 id="title-document">{texts.document}</h2>
        {pdf === undefined ? null : (
          <a class="button button-small" href={`${base}/document.pdf`} download>
            {texts.download}
          </a>
        )}
      </div>
      {pdf === undefined ? (
        <p class="muted">{texts.documentNone}</p>
      ) : (
        <p class="meta">
          <Instant ui={ui} at={pdf.createdAt} zone={zone} sentence={texts.storedAt} />
          <span
            class="mono hash"
            title={pdf.sha256}
          >{`SHA-256 ${pdf.sha256.slice(0, HASH_SHOWN_CHARS)}…`}</span>
        </p>
      )}
      <a class="paper" href={`${base}/preview.svg`}>
        <img src={`${base}/preview.svg?v=${version}`} alt={texts.previewAlt(name)} loading="lazy" />
      </a>
    </section>
  );
}
