/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TextArea } from '../../parts/form/text-area.tsx';
import type { Ui } from '../../ui.ts';

/** Longest comment of a review, in characters. */
const COMMENT_MAX_CHARS = 1000;

type ReviewFormProps = { ui: Ui; versionId: string; comment: string };

/** The reviewer's decision: approve it, or return it with what should be different. */
export function ReviewForm({ ui, versionId, comment }: ReviewFormProps) {
  const texts = ui.texts.mappings.review;
  return (
    <form class="form map-review" method="post" action={`/mappings/${versionId}/review`}>
      <TextArea
        ui={ui}
        name="comment"
        label={texts.comment}
        help={texts.commentHelp}
        value={comment}
        maxlength={COMMENT_MAX_CHARS}
      />
      <div class="actions">
        <button class="button button-main" type="submit" name="decision" value="approve">
          {texts.approve}
        </button>
        <button class="button button-danger" type="submit" name="decision" value="return">
          {texts.return}
        </button>
      </div>
    </form>
  );
}
