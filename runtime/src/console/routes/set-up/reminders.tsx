/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { READY_POLICY, type ReminderPolicy } from '../../../core/reminders/reminder-policy.ts';
import { getCustomer } from '../../../flow/read/read-customers.ts';
import { listPolicies } from '../../../flow/remind/list-policies.ts';
import { previewReminders } from '../../../flow/remind/preview-reminders.ts';
import { removePolicy } from '../../../flow/remind/remove-policy.ts';
import { sampleReminders } from '../../../flow/remind/sample-reminders.ts';
import { savePolicy } from '../../../flow/remind/save-policy.ts';
import { getEntitySettings } from '../../../flow/setup/get-entity-settings.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { RemindersPage } from '../../pages/set-up/reminders-page.tsx';
import { refusedFields } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { fieldOf, policyToValues, readReminderForm } from '../../read/reminder-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

/** What was typed, the policy in it as far as it can be read, and what is wrong with it. */
type Typed = {
  values: FormValues;
  definition?: ReminderPolicy;
  fields?: Record<string, string>;
  error?: AppError;
};

/** Answers with when customers of an entity are reminded, or one of them, and what would be sent today. */
export async function showReminders(
  c: ConsoleContext,
  parts: Console,
  entityId: string,
  typed?: Typed,
): Promise<Response> {
  const ctx = viewerOf(c);
  const customerId = c.req.query('customer');
  const { entity } = await getEntitySettings({ ctx, input: { entityId } });
  const policies = await listPolicies({ ctx, input: { entityId } });
  const ofEntity = policies.find((policy) => policy.customerId === null);
  const own = policies.find((policy) => policy.customerId === customerId);
  const kept = customerId === undefined ? ofEntity : (own ?? ofEntity);
  const definition = typed?.definition ?? kept?.definition ?? READY_POLICY;
  const named = customerId === undefined ? null : await getCustomer({ ctx, input: { id: customerId } });
  const path = pathOf(entityId, customerId);
  const { error, fields = {} } = typed ?? {};
  const done = c.req.query('done');
  return answerPage(
    c,
    <RemindersPage
      ui={uiOf(c, parts, path)}
      entity={entity}
      customer={named === null ? null : { name: named.customer.name, ownPolicyId: own?.id ?? null }}
      path={path}
      values={typed?.values ?? policyToValues(definition, kept?.isOn ?? false)}
      fields={fields}
      error={error}
      done={typed === undefined && (done === 'saved' || done === 'removed') ? done : undefined}
      mails={await sampleReminders({ ctx, input: { entityId, texts: definition.texts } })}
      preview={
        await previewReminders({
          ctx,
          input: { entityId, definition, ...(customerId === undefined ? {} : { customerId }) },
        })
      }
    />,
    error === undefined ? (Object.keys(fields).length === 0 ? 200 : 422) : statusOf(error),
  );
}

/** Saves or removes a policy, or shows what the typed one would send. */
export async function saveReminders(c: ConsoleContext, parts: Console, entityId: string): Promise<Response> {
  const ctx = viewerOf(c);
  const { values } = await readForm(c);
  const customerId = c.req.query('customer');
  const path = pathOf(entityId, customerId);
  const separator = customerId === undefined ? '?' : '&';
  if (values['act'] === 'remove') {
    await removePolicy({ ctx, input: { policyId: values['policyId'] ?? '' } });
    return c.redirect(`${path}${separator}done=removed`, 303);
  }
  const ui = uiOf(c, parts);
  const form = readReminderForm(values, ui.texts);
  if (!form.ok) return showReminders(c, parts, entityId, { values, fields: form.fields });
  const { definition } = form;
  if (values['act'] === 'try') return showReminders(c, parts, entityId, { values, definition });
  const isOn = values['isOn'] === 'on';
  try {
    await savePolicy({
      ctx,
      input: { entityId, isOn, definition, ...(customerId === undefined ? {} : { customerId }) },
    });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'request.invalid') throw error;
    const fields = refusedFields(error, ui, fieldOf);
    return showReminders(c, parts, entityId, { values, error, fields });
  }
  return c.redirect(`${path}${separator}done=saved`, 303);
}

function pathOf(entityId: string, customerId: string | undefined): string {
  const path = `/set-up/entities/${entityId}/reminders`;
  return customerId === undefined ? path : `${path}?customer=${encodeURIComponent(customerId)}`;
}
