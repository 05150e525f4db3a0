import { invoiceLocator } from '../../../fields/locators';
import { askHub } from '../../../transport/hub-request';
import type { ItemOperation } from '../operation';
import { findInvoiceId, pathOf } from './find-invoice';

const FILES: Record<string, { path: string; mimeType: string; suffix: string }> = {
  pdf: { path: '/document.pdf', mimeType: 'application/pdf', suffix: '.pdf' },
  png: { path: '/card.png', mimeType: 'image/png', suffix: '-card.png' },
  xml: { path: '/document.xml', mimeType: 'application/xml', suffix: '.xml' },
};

/** Gives a file of an invoice as binary data. */
export const download: ItemOperation = {
  option: {
    name: 'Download',
    value: 'download',
    action: 'Download a file of an invoice',
    description: 'Get the issued PDF, the card as a picture, or the e-invoice as XML',
  },
  properties: [
    invoiceLocator,
    {
      displayName: 'File',
      name: 'file',
      type: 'options',
      default: 'pdf',
      options: [
        { name: 'Card (PNG)', value: 'png', description: 'Lines, total, steps and sync as they stand now' },
        { name: 'E-Invoice (XML)', value: 'xml', description: 'EN 16931 in UBL 2.1' },
        { name: 'Invoice (PDF)', value: 'pdf', description: 'The bytes as they were issued' },
      ],
    },
    {
      displayName: 'Put Output File in Field',
      name: 'binaryPropertyName',
      type: 'string',
      default: 'data',
      required: true,
      hint: 'The name of the output binary field to put the file in',
    },
  ],
  async run(context, itemIndex) {
    const invoiceId = await findInvoiceId(context, itemIndex);
    const kind = context.getNodeParameter('file', itemIndex) as string;
    const field = context.getNodeParameter('binaryPropertyName', itemIndex) as string;
    const file = FILES[kind] ?? FILES.pdf;
    if (file === undefined) return [];
    const { headers, body } = await askHub(context, {
      method: 'GET',
      path: pathOf(invoiceId, file.path),
      isBinary: true,
      itemIndex,
      doing: 'downloading a file of the invoice',
    });
    const bytes = Buffer.from(body as ArrayBuffer);
    const fileName = nameIn(headers['content-disposition']) ?? `${invoiceId}${file.suffix}`;
    const data = await context.helpers.prepareBinaryData(bytes, fileName, file.mimeType);
    return [
      {
        json: {
          id: invoiceId,
          fileName,
          mimeType: file.mimeType,
          byteCount: bytes.length,
          sha256: headers['x-content-sha256'] as string,
        },
        binary: { [field]: data },
      },
    ];
  },
};

/** The exact name of RFC 6266, in UTF-8. */
function nameIn(disposition: unknown): string | undefined {
  if (typeof disposition !== 'string') return undefined;
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  return encoded === undefined ? undefined : decodeURIComponent(encoded);
}
