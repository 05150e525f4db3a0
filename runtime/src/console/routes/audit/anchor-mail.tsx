/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import {
  AnchorMailInput,
  getAnchorMail,
  saveAnchorMail,
} from '../../../flow/audit/mail/anchor-mail-settings.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { AnchorMailPage, type AnchorMailValues } from '../../pages/audit/anchor-mail-page.tsx';
import { fieldErrors } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { values?: AnchorMailValues; fields?: Record<string, string> };

/** Answers with whether anchors are mailed and to whom. */
export async function showAnchorMail(
  c: ConsoleContext,
  parts: Console,
  { values, fields }: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const { isOn, addresses, mails } = await getAnchorMail({ ctx });
  return answerPage(
    c,
    <AnchorMailPage
      ui={uiOf(c, parts, '/audit/anchor-mail')}
      values={values ?? { isOn, addresses: addresses.join('\n') }}
      mails={mails}
      mayChange={ctx.permissions.has('admin')}
      isSaved={c.req.query('done') === 'saved'}
      fields={fields ?? {}}
    />,
    fields === undefined ? 200 : 422,
  );
}

/** Saves it and shows it again. */
export async function putAnchorMail(c: ConsoleContext, parts: Console): Promise<Response> {
  const { values } = await readForm(c);
  const typed = { isOn: values['isOn'] === 'on', addresses: values['addresses'] ?? '' };
  const addresses = typed.addresses.split(/[\s,;、]+/).filter((address) => address !== '');
  const input = AnchorMailInput.safeParse({ ...typed, addresses });
  if (!input.success) {
    const fields = fieldErrors(input.error, values, uiOf(c, parts).texts);
    return showAnchorMail(c, parts, { values: typed, fields });
  }
  await saveAnchorMail({ ctx: viewerOf(c), input: input.data });
  return c.redirect('/audit/anchor-mail?done=saved', 303);
}
