/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { ROUNDING_MODES } from '../../../core/money/rounding.ts';
import { Select } from '../../parts/form/select.tsx';
import {
  currencyChoices,
  localeChoices,
  termsChoices,
  timeZoneChoices,
} from '../../parts/form/settings-choices.ts';
import { EntityField } from './entity-field.tsx';
import type { EntityPartProps } from './entity-page.tsx';

/** Currency, zone, language, rounding, terms and bank account of a legal entity. */
export function EntityMoney(part: EntityPartProps) {
  const { ui, values, fields, entityId } = part;
  const texts = ui.texts.setUp.entity;
  const common = (name: string) => ({ ui, name, value: values[name], error: fields[name], isRequired: true });
  const roundings = ROUNDING_MODES.map((mode) => ({ value: mode, label: texts.roundings[mode] }));
  const levels = (['info', 'warning', 'error'] as const).map((value) => ({
    value,
    label: texts.mismatchLevels[value],
  }));
  return (
    <>
      <fieldset class="group">
        <legend>{texts.money}</legend>
        <div class="form-grid">
          {entityId === null ? (
            <Select
              {...common('currency')}
              label={texts.currency}
              help={texts.currencyHelp}
              choices={currencyChoices()}
            />
          ) : (
            <input type="hidden" name="currency" value={values['currency']} />
          )}
          <Select
            {...common('timeZone')}
            label={texts.timeZone}
            help={texts.timeZoneHelp}
            choices={timeZoneChoices()}
          />
          <Select {...common('locale')} label={texts.language} choices={localeChoices()} />
          <Select {...common('rounding')} label={texts.rounding} choices={roundings} />
          <Select
            {...common('terms')}
            label={texts.terms}
            choices={termsChoices(values['terms'], ui.locale)}
          />
          <EntityField
            part={part}
            name="pendingMoneyDaysMax"
            label={texts.pendingMoneyDaysMax}
            help={texts.pendingMoneyDaysMaxHelp}
            inputmode="numeric"
            maxlength={3}
            isRequired
          />
        </div>
      </fieldset>
      <fieldset class="group">
        <legend>{texts.foreign}</legend>
        <p class="meta">
          {texts.foreignLead} <a href="/set-up/rates">{ui.texts.rates.title}</a>
        </p>
        <div class="form-grid">
          <EntityField
            part={part}
            name="invoiceCurrencies"
            label={texts.invoiceCurrencies}
            help={texts.invoiceCurrenciesHelp}
            maxlength={250}
          />
          <EntityField
            part={part}
            name="rateAgeDaysMax"
            label={texts.rateAgeDaysMax}
            help={texts.rateAgeDaysMaxHelp}
            inputmode="numeric"
            maxlength={3}
            isRequired
          />
          <Select
            {...common('buyerMismatchLevel')}
            label={texts.buyerMismatchLevel}
            help={texts.buyerMismatchLevelHelp}
            choices={levels}
          />
        </div>
      </fieldset>
      <fieldset class="group">
        <legend>{texts.bank}</legend>
        <p class="meta">{texts.bankLead}</p>
        <div class="form-grid">
          <EntityField part={part} name="bankName" label={texts.bankName} maxlength={100} />
          <EntityField part={part} name="branch" label={texts.branch} maxlength={100} />
          <EntityField part={part} name="accountType" label={texts.accountType} maxlength={40} />
          <EntityField part={part} name="accountNumber" label={texts.accountNumber} maxlength={40} />
          <EntityField part={part} name="accountName" label={texts.accountName} maxlength={100} />
          <EntityField part={part} name="routing" label={texts.routing} maxlength={40} />
        </div>
      </fieldset>
    </>
  );
}
