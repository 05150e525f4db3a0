/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Checkbox } from '../../parts/form/checkbox.tsx';
import { EntityField } from './entity-field.tsx';
import type { EntityPartProps } from './entity-page.tsx';

const KNOWN_COUNTRIES = ['JP', 'US'];

/** Name, address and tax registration of a legal entity, as printed. */
export function EntityNaming(part: EntityPartProps) {
  const { ui, values, entityId } = part;
  const texts = ui.texts.setUp.entity;
  const country = values['country'] ?? '';
  const isJapan = country === 'JP';
  const isFixed = entityId !== null || KNOWN_COUNTRIES.includes(country);
  return (
    <fieldset class="group">
      <legend>{texts.naming}</legend>
      <div class="form-grid">
        <EntityField
          part={part}
          name="legalName"
          label={texts.legalName}
          maxlength={200}
          autocomplete="organization"
          isRequired
        />
        <EntityField
          part={part}
          name="name"
          label={texts.name}
          help={texts.nameHelp}
          maxlength={100}
          isRequired
        />
      </div>
      <div class="form-grid">
        <EntityField
          part={part}
          name="postalCode"
          label={texts.postalCode}
          maxlength={20}
          autocomplete="postal-code"
        />
        <EntityField
          part={part}
          name="region"
          label={texts.region}
          maxlength={100}
          autocomplete="address-level1"
        />
        <EntityField
          part={part}
          name="city"
          label={texts.city}
          maxlength={100}
          autocomplete="address-level2"
          isRequired
        />
      </div>
      <EntityField
        part={part}
        name="line1"
        label={texts.line1}
        maxlength={200}
        autocomplete="address-line1"
        isRequired
      />
      <EntityField
        part={part}
        name="line2"
        label={texts.line2}
        maxlength={200}
        autocomplete="address-line2"
      />
      {isFixed ? (
        <input type="hidden" name="country" value={country} />
      ) : (
        <EntityField
          part={part}
          name="country"
          label={texts.countryCode}
          help={texts.countryCodeHelp}
          maxlength={2}
          isRequired
        />
      )}
      <EntityField
        part={part}
        name="email"
        label={texts.email}
        help={texts.emailHelp}
        type="email"
        maxlength={254}
        autocomplete="off"
        isRequired
      />
      <EntityField
        part={part}
        name="taxRegistration"
        label={isJapan ? texts.registrationJp : texts.registration}
        help={isJapan ? texts.registrationHelpJp : texts.registrationHelp}
        maxlength={40}
      />
      {isJapan ? (
        <>
          <div
            aria-live="polite"
            hx-get="/set-up/registration-hint"
            hx-trigger="input changed delay:250ms from:#field-taxRegistration"
            hx-include="#field-taxRegistration"
          />
          <Checkbox
            name="soleProprietor"
            label={texts.soleProprietor}
            isChecked={values['soleProprietor'] === 'on'}
          />
        </>
      ) : null}
    </fieldset>
  );
}
