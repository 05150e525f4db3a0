/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TAXED_BY_REGION } from '../../../core/invoice/correction/fixed-fields.ts';
import { TextField } from '../../parts/form/text-field.tsx';
import { ADDRESS_FIELDS, BUYER_FIELDS } from '../../read/correction-form.ts';
import type { CorrectionPartProps } from './correction-page.tsx';

const REQUIRED: ReadonlySet<string> = new Set(['line1', 'city']);
const CHARS_MAX = { line1: 200, line2: 200, postalCode: 20, city: 100, region: 100 } as const;

/** Contact and address of the buyer; what says whose invoice it is and how it is taxed is shown, and stays. */
export function CorrectionBuyer({ ui, document, values, fields }: CorrectionPartProps) {
  const texts = ui.texts.correction;
  const labels = ui.texts.lineage.fields;
  const { address, name } = document.buyer;
  const isRegionFixed = TAXED_BY_REGION.has(address?.country ?? '');
  return (
    <fieldset class="group">
      <legend>{texts.buyer}</legend>
      <p class="hint">{address === undefined ? texts.noAddress : texts.fixed(name, address.country)}</p>
      {address === undefined
        ? null
        : ADDRESS_FIELDS.map((field) => (
            <TextField
              ui={ui}
              name={`address.${field}`}
              label={labels[field]}
              help={field === 'region' && isRegionFixed ? texts.regionFixed : undefined}
              // What is locked is not sent back.
              value={values[`address.${field}`] ?? (field === 'region' ? address.region : undefined)}
              error={fields[`address.${field}`]}
              maxlength={CHARS_MAX[field]}
              isRequired={REQUIRED.has(field)}
              isDisabled={field === 'region' && isRegionFixed}
            />
          ))}
      <div class="form-grid">
        {BUYER_FIELDS.map((field) => (
          <TextField
            ui={ui}
            name={`buyer.${field}`}
            label={labels[field]}
            value={values[`buyer.${field}`]}
            error={fields[`buyer.${field}`]}
            type={field === 'email' ? 'email' : 'text'}
            maxlength={200}
          />
        ))}
      </div>
    </fieldset>
  );
}
