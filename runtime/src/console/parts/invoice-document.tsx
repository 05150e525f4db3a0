/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

type DocumentProps = { ui: Ui; view: InvoiceView; zone: string; version: string };

const HASH_SHOWN_CHARS = 12;

/** The document as it looks, with the stored PDF and the start of its SHA-256 once it was issued. */
export function InvoiceDocumentPreview({ ui, view, zone, version: picture }: DocumentProps) {
  const texts = ui.texts.invoice;
  const { document } = view;
  const name = document.number ?? texts.draft;
  const base = `/invoices/${document.id}`;
  const pdf = view.documents.find(({ kind, version }) => kind === 'pdf' && version === view.version);
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
      <EarlierVersions ui={ui} view={view} zone={zone} />
      <a class="paper" href={`${base}/preview.svg`}>
        <img src={`${base}/preview.svg?v=${picture}`} alt={texts.previewAlt(name)} loading="lazy" />
      </a>
    </section>
  );
}

/** The documents that a correction left behind, which stay what they were. */
function EarlierVersions({ ui, view, zone }: Pick<DocumentProps, 'ui' | 'view' | 'zone'>) {
  const texts = ui.texts.correction;
  const earlier = view.documents.filter(({ kind, version }) => kind === 'pdf' && version < view.version);
  if (earlier.length === 0) return null;
  return (
    <>
      <h3>{texts.earlier}</h3>
      <ul class="plain">
        {earlier.map((stored) => (
          <li>
            <a href={`/invoices/${view.document.id}/document.pdf?version=${stored.version}`} download>
              {texts.version(String(stored.version))}
            </a>{' '}
            <span class="meta">
              <Instant ui={ui} at={stored.createdAt} zone={zone} sentence={ui.texts.invoice.storedAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
