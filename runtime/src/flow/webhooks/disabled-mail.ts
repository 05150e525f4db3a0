import { mailLine } from '../../core/mail-line.ts';
import type { EmailMessage } from '../ports.ts';

/** What the administrators are told about. The host only: the rest of the address may be a capability. */
export type DisabledEndpoint = {
  endpointId: string;
  host: string;
  reason: 'gone' | 'failing';
  disabledAt: Date;
  admins: { name: string; address: string }[];
  publicBaseUrl: string;
};

const REASONS = {
  gone: {
    en: 'It answered 410 Gone: nobody listens there any more.',
    ja: '送信先が「410 Gone」を返しました。受信側は廃止されています。',
  },
  failing: {
    en: 'No message reached it for five days.',
    ja: '5日間、1件も送信できませんでした。',
  },
} as const;

/**
 * The mail about a disabled endpoint, in English and Japanese: a person of an organization has no language on record.
 * The Message-ID is the same for every try.
 */
export function disabledMail(about: DisabledEndpoint): EmailMessage {
  const { endpointId, host, reason, admins, publicBaseUrl } = about;
  const domain = new URL(publicBaseUrl).hostname;
  const at = about.disabledAt.toISOString();
  const page = `${publicBaseUrl}/webhooks`;
  return {
    messageId: `<${endpointId}.${about.disabledAt.getTime()}@${domain}>`,
    from: { name: 'Seikyu', address: `seikyu@${domain}` },
    to: admins.map(({ name, address }) => ({ name: mailLine(name), address })),
    subject: `Webhook endpoint disabled / Webhookの送信先を無効にしました: ${host}`,
    text: [
      `The webhook endpoint ${endpointId} (${host}) was disabled at ${at}.`,
      REASONS[reason].en,
      'Nothing is sent to it until somebody enables it; what it missed can be sent again from there:',
      page,
      '',
      `Webhookの送信先 ${endpointId}(${host})を ${at} に無効にしました。`,
      REASONS[reason].ja,
      '再び有効にするまで、この送信先には何も送信されません。未送信のイベントは、有効にした後に再送できます。',
      page,
      '',
    ].join('\n'),
    attachments: [],
  };
}
