import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

/** A locator as n8n keeps it. */
export interface Locator {
  mode: string;
  value: string;
}

/** The chosen thing of a locator; its value without blanks around it, "" when nothing was chosen. */
export function readLocator(context: IExecuteFunctions, name: string, itemIndex: number): Locator {
  const { mode } = context.getNodeParameter(name, itemIndex) as { mode: string };
  const value = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
  return { mode, value: String(value ?? '').trim() };
}

/** How many results are wanted; Infinity for all. */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
  const isAll = context.getNodeParameter('returnAll', itemIndex) as boolean;
  return isAll ? Number.POSITIVE_INFINITY : (context.getNodeParameter('limit', itemIndex) as number);
}

/** The filled-in fields of a collection. */
export function readCollection(context: IExecuteFunctions, name: string, itemIndex: number): IDataObject {
  const fields = context.getNodeParameter(name, itemIndex, {}) as IDataObject;
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  );
}

/** The calendar day of a date field, as it was entered: `2026-11-18`, or an instant or DateTime of that day. Undefined for anything else. */
function readDay(value: unknown): string | undefined {
  const isDateTime = typeof value === 'object' && value !== null && 'toISODate' in value;
  const text = isDateTime ? (value as { toISODate(): string }).toISODate() : value;
  return typeof text === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0] : undefined;
}

/** The calendar day of a required date field; see `readDay`. Throws `NodeOperationError` for what is no date. */
export function readRequiredDay(
  context: IExecuteFunctions,
  field: { name: string; label: string; description: string },
  itemIndex: number,
): string {
  const day = readDay(context.getNodeParameter(field.name, itemIndex));
  if (day !== undefined) return day;
  throw new NodeOperationError(context.getNode(), `"${field.label}" is not a date`, {
    itemIndex,
    description: field.description,
  });
}

/** A text field without blanks around it; an expression may give a number, and nothing is "". */
export const readText = (context: IExecuteFunctions, name: string, itemIndex: number): string =>
  String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();

/** The instant of a date field in UTC, from a text or a DateTime; undefined for anything else. */
export function readInstant(value: unknown): string | undefined {
  const isDateTime = typeof value === 'object' && value !== null && 'toISO' in value;
  const text = isDateTime ? (value as { toISO(): string }).toISO() : value;
  if (typeof text !== 'string' || readDay(text) === undefined) return undefined;
  const at = new Date(text.trim());
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Filters with their `from` and `to` as instants. Throws `NodeOperationError` for what is no date. */
export const readInstants = (
  context: IExecuteFunctions,
  filters: IDataObject,
  itemIndex: number,
): IDataObject => readPeriod(context, filters, itemIndex, readInstant);

/** Filters with their `from` and `to` as calendar days. Throws `NodeOperationError` for what is no date. */
export const readDays = (context: IExecuteFunctions, filters: IDataObject, itemIndex: number): IDataObject =>
  readPeriod(context, filters, itemIndex, readDay);

function readPeriod(
  context: IExecuteFunctions,
  filters: IDataObject,
  itemIndex: number,
  read: (value: unknown) => string | undefined,
): IDataObject {
  return Object.fromEntries(
    Object.entries(filters).map(([name, value]) => {
      if (name !== 'from' && name !== 'to') return [name, value];
      const found = read(value);
      if (found !== undefined) return [name, found];
      throw new NodeOperationError(context.getNode(), `"${name === 'from' ? 'From' : 'To'}" is not a date`, {
        itemIndex,
        description: 'Enter a date such as 2026-11-24.',
      });
    }),
  );
}
