/** The prefix says what an id names, so that a wrong one is seen at a glance and refused by the type. */
export const ID_PREFIXES = {
  organization: 'org',
  entity: 'ent',
  person: 'per',
  role: 'rol',
  group: 'grp',
  delegation: 'dgt',
  apiKey: 'key',
  connection: 'con',
  event: 'evt',
  record: 'rec',
  customer: 'cus',
  contact: 'ctc',
  product: 'prd',
  productVersion: 'prv',
  deal: 'dea',
  contract: 'ctr',
  billing_event: 'bev',
  ledger_entry: 'led',
  account: 'acc',
  mappingVersion: 'map',
  ruleSet: 'rul',
  template: 'tpl',
  series: 'ser',
  invoice: 'inv',
  addedLine: 'lin',
  approval: 'apr',
  standingApproval: 'sta',
  document: 'doc',
  correction: 'cor',
  sendAttempt: 'snd',
  deliveryReport: 'dlr',
  writeIntent: 'wri',
  payment: 'pay',
  allocation: 'alo',
  refund: 'rfd',
  writeOff: 'wof',
  dispute: 'dsp',
  reminderPolicy: 'rmp',
  reminder: 'rmd',
  audit: 'aud',
  deadLetter: 'dlq',
  exception: 'exc',
  session: 'ses',
  webhookEndpoint: 'whe',
  webhookDelivery: 'whd',
  waiter: 'wtr',
  personLink: 'plk',
  request: 'req',
  replayRun: 'rpl',
  mappingRun: 'mrn',
  ruleSimulation: 'rsm',
} as const;

/** What an id may name. */
export type IdKind = keyof typeof ID_PREFIXES;

/** An id of one kind: `<prefix>_<uuid v7 without dashes>`. Another kind's id is another type. */
export type Id<Kind extends IdKind> = `${(typeof ID_PREFIXES)[Kind]}_${string}`;

/** Reads an id of a kind from untrusted text; undefined when the prefix or the form is wrong. */
export function parseId<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> | undefined {
  return new RegExp(`^${ID_PREFIXES[kind]}_[0-9a-z]{8,40}$`).test(text) ? (text as Id<Kind>) : undefined;
}
