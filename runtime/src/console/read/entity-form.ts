import type { countryDefaults } from '../../core/setup/country-defaults.ts';
import {
  hasCorporateCheckDigit,
  parseRegistrationNumber,
} from '../../core/validation/registration-number.ts';
import { CreateEntityInput } from '../../flow/setup/create-entity.ts';
import type { EntitySettings } from '../../flow/setup/get-entity-settings.ts';
import type { Texts } from '../texts/en.ts';
import { fieldErrors } from './field-errors.ts';
import { overdueLevelsToText } from './overdue-levels.ts';
import type { FormValues } from './read-form.ts';
import { corporateCheckDigit } from './registration-hint.ts';
import { readTaxRows, taxRowsToValues } from './tax-rows.ts';

/** What a form of a legal entity gave: the input of its verb, or what is wrong by field. */
export type EntityForm =
  | { ok: true; input: CreateEntityInput }
  | { ok: false; fields: Record<string, string> };

const BANK_FIELDS = ['bankName', 'branch', 'accountType', 'accountNumber', 'accountName', 'routing'];

/** Reads the form of a legal entity. Blank values count as absent. */
export function readEntityForm(given: FormValues, texts: Texts): EntityForm {
  const values = blankToUndefined(given);
  const country = values['country'] ?? '';
  const registration = checkRegistration(country, values, texts);
  const parsed = CreateEntityInput.safeParse({
    name: values['name'] ?? values['legalName']?.slice(0, 100),
    legalName: values['legalName'],
    country,
    currency: values['currency'],
    timeZone: values['timeZone'],
    locale: values['locale'],
    ...(registration.number === undefined ? {} : { taxRegistration: registration.number }),
    address: pick(values, ['line1', 'line2', 'city', 'region', 'postalCode', 'country']),
    email: values['email'],
    ...(BANK_FIELDS.every((name) => values[name] === undefined)
      ? {}
      : { paymentInstructions: pick(values, BANK_FIELDS) }),
    rounding: values['rounding'],
    defaultTerms: values['terms'],
    taxRules: readTaxRows(values),
    invoiceCurrencies: listOf(values['invoiceCurrencies']),
    ...(values['rateAgeDaysMax'] === undefined ? {} : { rateAgeDaysMax: Number(values['rateAgeDaysMax']) }),
    ...(values['pendingMoneyDaysMax'] === undefined
      ? {}
      : { pendingMoneyDaysMax: Number(values['pendingMoneyDaysMax']) }),
    ...(values['buyerMismatchLevel'] === undefined
      ? {}
      : { buyerMismatchLevel: values['buyerMismatchLevel'] }),
    numberSeries: { pattern: values['pattern'], firstValue: Number(values['firstValue'] ?? '1') },
  });
  const fields = {
    ...(parsed.success ? {} : fieldErrors(parsed.error, values, texts, entityFieldOf)),
    ...(registration.message === undefined ? {} : { taxRegistration: registration.message }),
  };
  return parsed.success && Object.keys(fields).length === 0
    ? { ok: true, input: parsed.data }
    : { ok: false, fields };
}

/** The form of an entity that is there already. */
export function entityToValues({ entity, taxRules, numberPattern }: EntitySettings): FormValues {
  return {
    ...entity.address,
    ...entity.paymentInstructions,
    name: entity.name,
    legalName: entity.legalName,
    country: entity.country,
    currency: entity.currency,
    timeZone: entity.timeZone,
    locale: entity.locale,
    taxRegistration: entity.taxRegistration ?? '',
    soleProprietor: isUnlikeCorporate(entity.taxRegistration) ? 'on' : '',
    email: entity.email,
    rounding: entity.rounding,
    terms: entity.defaultTerms,
    invoiceCurrencies: entity.invoiceCurrencies.join(', '),
    rateAgeDaysMax: String(entity.rateAgeDaysMax),
    pendingMoneyDaysMax: String(entity.pendingMoneyDaysMax),
    buyerMismatchLevel: entity.buyerMismatchLevel,
    pattern: numberPattern ?? '',
    firstValue: '1',
    autoSubmit: entity.isAutoSubmit ? 'on' : '',
    autoIssue: entity.isAutoIssue ? 'on' : '',
    autoSend: entity.isAutoSend ? 'on' : '',
    autoApply: entity.isAutoApply ? 'on' : '',
    overdueLevels: overdueLevelsToText(entity.overdueLevels),
    ...taxRowsToValues(taxRules, { isOpen: true }),
  };
}

/** The form of a new entity, with what is usual in its country. */
export function newEntityValues(country: string, defaults: ReturnType<typeof countryDefaults>): FormValues {
  return {
    country,
    currency: defaults.currency,
    timeZone: defaults.timeZone,
    locale: defaults.locale,
    rounding: defaults.rounding,
    terms: defaults.terms,
    rateAgeDaysMax: '7',
    pendingMoneyDaysMax: '7',
    buyerMismatchLevel: 'warning',
    pattern: defaults.numberPattern,
    firstValue: '1',
    ...taxRowsToValues(defaults.taxRules, { isOpen: false }),
  };
}

function checkRegistration(country: string, values: FormValues, texts: Texts) {
  const typed = values['taxRegistration'];
  if (typed === undefined || country !== 'JP') return { number: typed, message: undefined };
  const parsed = parseRegistrationNumber(typed);
  if (!parsed.ok) return { number: typed, message: texts.setUp.entity.registrationForm };
  const isFine = hasCorporateCheckDigit(parsed.value) || values['soleProprietor'] !== undefined;
  const message = texts.setUp.entity.registrationDigit(corporateCheckDigit(parsed.value));
  return { number: parsed.value, message: isFine ? undefined : message };
}

const isUnlikeCorporate = (number: string | null): boolean =>
  number !== null && parseRegistrationNumber(number).ok && !hasCorporateCheckDigit(number);

const FIELD_OF: Record<string, string> = { defaultTerms: 'terms', numberSeries: 'pattern' };

/** The field of the form at a path of the verb's input. */
export function entityFieldOf([first, second, third]: readonly PropertyKey[]): string {
  if (first === 'taxRules') return `${third === 'validFrom' ? 'from' : 'rate'}.${String(second)}`;
  const isNested = first === 'address' || first === 'paymentInstructions' || second === 'firstValue';
  return isNested ? String(second) : (FIELD_OF[String(first)] ?? String(first));
}

/** Codes with commas or spaces between them. */
const listOf = (text = ''): string[] =>
  text
    .toUpperCase()
    .split(/[\s,、]+/u)
    .filter((code) => code !== '');

const blankToUndefined = (values: FormValues): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value?.trim() !== ''));

const pick = (values: FormValues, names: readonly string[]): FormValues =>
  Object.fromEntries(names.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])));
