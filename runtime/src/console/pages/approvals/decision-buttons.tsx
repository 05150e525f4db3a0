/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../../ui.ts';

/** The three decisions; the script of the console presses them by their keys. */
export function DecisionButtons({ ui }: { ui: Ui }) {
  const { approve, sendBack, reject } = ui.texts.approval;
  return (
    <div class="actions">
      <button class="button button-main" type="submit" name="decision" value="approved" data-key="a">
        {approve}
      </button>
      <button class="button" type="submit" name="decision" value="returned" data-key="s">
        {sendBack}
      </button>
      <button class="button button-danger" type="submit" name="decision" value="rejected" data-key="r">
        {reject}
      </button>
    </div>
  );
}
