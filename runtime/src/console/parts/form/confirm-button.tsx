/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { Ui } from '../../ui.ts';

type ConfirmButtonProps = {
  ui: Ui;
  /** Unique on the page. */
  id: string;
  /** Text of the button that opens the question. */
  label: string;
  title: string;
  /** What happens, and what cannot be taken back. */
  text: string;
  /** Text of the button that does it: the verb, never "OK". */
  confirm: string;
  /** Where the form goes, by POST. */
  action: string;
  hidden?: Record<string, string>;
  tone?: 'plain' | 'main' | 'danger';
  size?: 'normal' | 'small';
  /** Controls that belong to the question, such as a reason. */
  children?: Child;
};

/**
 * A button that asks before it acts. The question is a dialog that opens without a script; with one it is modal.
 */
export function ConfirmButton({
  ui,
  id,
  children,
  tone = 'plain',
  size = 'normal',
  ...props
}: ConfirmButtonProps) {
  const look = OPENERS[tone];
  return (
    <>
      <button class={size === 'small' ? `${look} button-small` : look} type="button" popovertarget={id}>
        {props.label}
      </button>
      <dialog class="dialog" id={id} popover="auto" aria-labelledby={`${id}-title`}>
        <form method="post" action={props.action}>
          <h2 id={`${id}-title`}>{props.title}</h2>
          <p>{props.text}</p>
          {Object.entries(props.hidden ?? {}).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {children}
          <div class="dialog-actions">
            <button class="button" type="button" popovertarget={id} popovertargetaction="hide">
              {ui.texts.form.cancel}
            </button>
            <button class={tone === 'danger' ? 'button button-destroy' : 'button button-main'} type="submit">
              {props.confirm}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

/** How the button that opens the question looks. */
const OPENERS = { plain: 'button', main: 'button button-main', danger: 'button button-danger' } as const;
