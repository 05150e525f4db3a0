import type { AuditAnchor } from '../../../core/audit/anchor.ts';
import type { EmailMessage } from '../../ports.ts';

/** The anchor of a day on its way outside of the hub. */
export type AnchorMail = {
  anchor: AuditAnchor;
  organizationName: string;
  addresses: readonly string[];
  messageId: string;
  publicBaseUrl: string;
};

/**
 * The mail of an anchor, in English and Japanese: who keeps it has no language on record. The attachment is the line that
 * `seikyu audit verify --anchors` reads; in the text a mail program may break it.
 */
export function anchorMessage({ anchor, organizationName, ...mail }: AnchorMail): EmailMessage {
  const line = JSON.stringify(anchor);
  const filename = `anchor-${anchor.day}.ndjson`;
  const command = `seikyu audit verify --organization ${anchor.organizationId} --anchors ${filename}`;
  return {
    messageId: mail.messageId,
    from: { name: 'Seikyu', address: `seikyu@${new URL(mail.publicBaseUrl).hostname}` },
    to: mail.addresses.map((address) => ({ name: '', address })),
    subject: `Audit anchor ${anchor.day} / 監査証跡の署名 ${anchor.day}: ${organizationName}`,
    text: [
      `The audit trail of ${organizationName}, as it was signed on ${anchor.day} (UTC).`,
      'Keep this mail where the administrators of the hub and of its database cannot delete it.',
      'It shows if entries were taken from the end of the trail or the whole trail was written anew.',
      '',
      `Sequence:   ${anchor.sequence}`,
      `Hash:       ${anchor.hash}`,
      `Signed at:  ${anchor.signedAt}`,
      `Public key: ${anchor.publicKey}`,
      `Signature:  ${anchor.signature}`,
      '',
      'To check it, save the attachment and run where the hub runs:',
      `  ${command}`,
      '',
      `${organizationName}の監査証跡を${anchor.day}(UTC)に署名した内容です。`,
      'ハブおよびデータベースの管理者が削除できない場所に、このメールを保管してください。',
      '末尾の記録の削除や、証跡全体の書き換えがあった場合に判明します。',
      '検証するには、添付ファイルを保存し、ハブの稼働環境で上記のコマンドを実行してください。',
      '',
    ].join('\n'),
    attachments: [{ filename, mediaType: 'application/x-ndjson', bytes: Buffer.from(`${line}\n`) }],
  };
}
