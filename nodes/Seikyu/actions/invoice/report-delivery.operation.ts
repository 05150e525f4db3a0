import {
  type IDataObject,
  type IExecuteFunctions,
  type INodeProperties,
  NodeOperationError,
} from 'n8n-workflow';
import { readCollection, readInstant, readText } from '../../../fields/read-fields';
import { askHubForJson } from '../../../transport/hub-request';
import type { ItemOperation } from '../operation';

/** What the hub answers of one report. */
interface Recorded extends IDataObject {
  mail: { kind: string; id: string };
  isNew: boolean;
}

const text = (
  displayName: string,
  name: string,
  placeholder: string,
  description: string,
): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  placeholder,
  description,
});

const FOR_EVENT = { displayOptions: { show: { reportFrom: ['event'] } } };
const PATH = '/v1/delivery-reports';
const DOING = 'reporting the delivery';

/** Tells the hub what became of a mail; the same report again changes nothing, in whatever order reports come. */
export const reportDelivery: ItemOperation = {
  option: {
    name: 'Report Delivery',
    value: 'reportDelivery',
    action: 'Report a delivery',
    description:
      'Tell what became of the mail of an invoice or a reminder, as its provider or a mail server says',
  },
  properties: [
    {
      displayName: 'Report From',
      name: 'reportFrom',
      type: 'options',
      default: 'event',
      options: [
        {
          name: 'Bounce Message',
          value: 'message',
          description:
            'A delivery status notification that came by mail, as the Email Trigger (IMAP) gives it',
        },
        {
          name: 'Event of a Provider',
          value: 'event',
          description: 'Such as Amazon SES, SendGrid or Mailgun',
        },
      ],
    },
    {
      ...text(
        'Message',
        'message',
        'e.g. {{ $json.raw }}',
        'The source of the message: all of it, or its text without the header (Format: RAW)',
      ),
      required: true,
      typeOptions: { rows: 4 },
      displayOptions: { show: { reportFrom: ['message'] } },
    },
    {
      ...text(
        'Message ID',
        'mail',
        'e.g. <snd_…@hub.example>',
        'The Message-ID header of the mail that went out, or the ID of the send',
      ),
      required: true,
      ...FOR_EVENT,
    },
    {
      displayName: 'What Happened',
      name: 'kind',
      type: 'options',
      default: 'bounced',
      options: [
        { name: 'Bounced', value: 'bounced', description: 'It came back; it is an exception in the hub' },
        { name: 'Opened', value: 'opened', description: 'The recipient opened it' },
        { name: 'Sent', value: 'sent', description: 'The mail server of the recipient took it' },
      ],
      ...FOR_EVENT,
    },
    {
      displayName: 'Additional Fields',
      name: 'additionalFields',
      type: 'collection',
      placeholder: 'Add field',
      default: {},
      ...FOR_EVENT,
      options: [
        {
          displayName: 'Happened At',
          name: 'at',
          type: 'dateTime',
          default: '',
          description: 'When it happened. Without it, now.',
        },
        text('Reason', 'reason', 'e.g. 550 no such user', 'Why, in the words of the provider'),
        text(
          'Recipient',
          'recipient',
          'e.g. ap@example.com',
          'Whom it is about; needed where several got the mail',
        ),
        text('Report ID', 'id', 'e.g. {{ $json.sg_event_id }}', 'The ID of the event where it comes from'),
      ],
    },
  ],
  async run(context, itemIndex) {
    const isMessage = context.getNodeParameter('reportFrom', itemIndex) === 'message';
    const recorded = isMessage
      ? await reportMessage(context, itemIndex)
      : [await reportEvent(context, itemIndex)];
    if (recorded.length === 0) return [{ json: { outcome: 'nothing_to_report' } }];
    return recorded.map(({ mail, isNew, ...report }) => ({
      json: {
        mailId: mail.id,
        mailKind: mail.kind,
        ...report,
        outcome: isNew ? 'reported' : 'reported_already',
      },
    }));
  },
};

const reportEvent = (context: IExecuteFunctions, itemIndex: number): Promise<Recorded> =>
  askHubForJson<Recorded>(context, {
    method: 'POST',
    path: PATH,
    body: {
      mail: readText(context, 'mail', itemIndex),
      kind: context.getNodeParameter('kind', itemIndex) as string,
      ...readMore(context, itemIndex),
    },
    itemIndex,
    doing: DOING,
  });

async function reportMessage(context: IExecuteFunctions, itemIndex: number): Promise<Recorded[]> {
  const { items } = await askHubForJson<{ items: Recorded[] }>(context, {
    method: 'POST',
    path: `${PATH}/message`,
    body: String(context.getNodeParameter('message', itemIndex)),
    mediaType: 'message/rfc822',
    itemIndex,
    doing: DOING,
  });
  return items;
}

/** Numbers of an expression as text, and the time as an instant. */
function readMore(context: IExecuteFunctions, itemIndex: number): IDataObject {
  const { at, ...texts } = readCollection(context, 'additionalFields', itemIndex);
  const given = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, String(value)]));
  if (at === undefined) return given;
  const instant = readInstant(at);
  if (instant !== undefined) return { ...given, at: instant };
  throw new NodeOperationError(context.getNode(), '"Happened At" is not a date', {
    itemIndex,
    description: 'Enter a date and time such as 2026-11-24T03:00:00Z.',
  });
}
