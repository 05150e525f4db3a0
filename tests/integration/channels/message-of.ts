import type { EmailMessage } from '../../../runtime/src/flow/ports.ts';

/** An invoice mail in Japanese with a small attachment, and what a test changes of it. */
export function messageOf(changes: Partial<EmailMessage> = {}): EmailMessage {
  return {
    messageId: '<snd_0198c0ffee00@hub.example.com>',
    from: { name: '株式会社請求', address: 'invoices@seller.example.com' },
    replyTo: 'finance@seller.example.com',
    to: [{ name: '山田 太郎', address: 'yamada@buyer.example.com' }],
    cc: [{ name: 'Smith, "Jo"', address: 'jo@buyer.example.com' }],
    subject:
      '【株式会社請求】請求書 INV-2026-0042 のご送付につきまして、ご確認のほどよろしくお願いいたします',
    text: 'いつもお世話になっております。\n.\nご請求金額は ¥110,000 です。',
    attachments: [
      {
        filename: '請求書 INV-2026-0042.pdf',
        mediaType: 'application/pdf',
        bytes: new Uint8Array([37, 80, 68, 70, 0, 13, 10, 255]),
      },
    ],
    ...changes,
  };
}
