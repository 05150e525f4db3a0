/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceFindings as Found } from '../../flow/read/list-findings.ts';
import type { Ui } from '../ui.ts';

/** What is not right about an invoice yet; where another system says something else, both side by side. */
export function InvoiceFindings({ ui, found }: { ui: Ui; found: Found }) {
  const { findings, buyerDifferences } = found;
  const texts = ui.texts.findings;
  if (findings.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-findings">
      <h2 id="title-findings">{texts.title}</h2>
      <ul>
        {findings.map(({ level, text }) => (
          <li>
            <span class="strong">{texts.levels[level]}</span> {text[ui.locale]}
          </li>
        ))}
      </ul>
      {buyerDifferences.length === 0 ? null : (
        <table class="grid grid-cards">
          <caption>{texts.differences}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.field}</th>
              <th scope="col">{texts.onInvoice}</th>
              <th scope="col">{texts.onRecord}</th>
            </tr>
          </thead>
          <tbody>
            {buyerDifferences.map(({ field, invoice, record, system }) => (
              <tr>
                <th scope="row">{texts.fields[field]}</th>
                <td data-label={texts.onInvoice}>{invoice}</td>
                <td data-label={texts.onRecord}>
                  {record}
                  <span class="under">{system}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
