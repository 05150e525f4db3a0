/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { formatMoneyWithSymbol } from '../../../core/money/format-money-with-symbol.ts';
import type { ExceptionView } from '../../../flow/exceptions/list-exceptions.ts';
import { ageText } from '../../format/age-text.ts';
import type { Ui } from '../../ui.ts';
import { mendAddress, wrongText } from './exception-words.ts';

type RowProps = {
  ui: Ui;
  exception: ExceptionView;
  colleagues: readonly { id: string; name: string }[];
  viewerId: string;
  mayAssign: boolean;
};

/** An exception: its kind, what is wrong with what, how much is at stake, since when, and who looks after it. */
export function ExceptionRow({ ui, exception, colleagues, viewerId, mayAssign }: RowProps) {
  const texts = ui.texts.exceptions;
  const { columns } = texts;
  const { id, kind, name, amount, since, owner, note } = exception;
  const what = name === '' ? texts.kinds[kind] : texts.kindOf(texts.kinds[kind], name);
  return (
    <tr>
      <th scope="row">
        <span class="under">{texts.kinds[kind]}</span>
        <a href={mendAddress(exception)} data-item="">
          {name === '' ? texts.kinds[kind] : name}
        </a>
        <span class="under">{wrongText(ui, exception)}</span>
      </th>
      <td class="number" data-label={columns.amount}>
        {amount === null ? <span class="muted">–</span> : formatMoneyWithSymbol(amount, ui.locale)}
      </td>
      <td data-label={columns.age}>
        <time class="age" datetime={since.toISOString()}>
          {ageText(since, ui.now, ui.texts.age)}
        </time>
      </td>
      <td data-label={columns.owner}>
        {owner === null ? <span class="muted">{texts.nobody}</span> : owner.name}
        {note === '' ? null : <span class="under">{note}</span>}
      </td>
      <td>
        {mayAssign ? (
          <div class="actions row-actions">
            {owner?.id === viewerId ? null : (
              <form method="post" action={`/exceptions/${id}/assign`}>
                <input type="hidden" name="owner" value={viewerId} />
                <button class="button button-small" type="submit" aria-label={texts.takeOf(what)}>
                  {texts.take}
                </button>
              </form>
            )}
            <AssignForm ui={ui} exception={exception} colleagues={colleagues} what={what} />
          </div>
        ) : null}
      </td>
    </tr>
  );
}

type AssignProps = Pick<RowProps, 'ui' | 'exception' | 'colleagues'> & { what: string };

function AssignForm({ ui, exception: { id, owner, note }, colleagues, what }: AssignProps) {
  const texts = ui.texts.exceptions;
  const dialog = `assign-${id}`;
  return (
    <>
      <button
        class="button button-small button-quiet"
        type="button"
        popovertarget={dialog}
        aria-label={texts.assignOf(what)}
      >
        {texts.assign}
      </button>
      <dialog class="dialog" id={dialog} popover="auto" aria-labelledby={`${dialog}-title`}>
        <form class="form" method="post" action={`/exceptions/${id}/assign`}>
          <h2 id={`${dialog}-title`}>{texts.assignOf(what)}</h2>
          <div class="field">
            <label class="field-label" for={`${dialog}-owner`}>
              {texts.owner}
            </label>
            <select class="input" id={`${dialog}-owner`} name="owner">
              <option value="">{texts.nobody}</option>
              {colleagues.map((person) => (
                <option value={person.id} selected={person.id === owner?.id}>
                  {person.name}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label class="field-label" for={`${dialog}-note`}>
              {texts.note}
            </label>
            <textarea class="input" id={`${dialog}-note`} name="note" rows={2} maxlength={1000}>
              {note}
            </textarea>
          </div>
          <div class="dialog-actions">
            <button class="button" type="button" popovertarget={dialog} popovertargetaction="hide">
              {ui.texts.form.close}
            </button>
            <button class="button button-main" type="submit">
              {texts.save}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
