/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ctx } from '../../../flow/context.ts';
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { refuseViewer } from '../../read/mappings/version-rights.ts';
import type { Ui } from '../../ui.ts';
import { actorName } from './actor-name.ts';
import { VersionChip } from './version-chip.tsx';

type OpenVersionProps = {
  ui: Ui;
  viewer: Ctx;
  version: VersionRow;
  /** The viewer wrote in it, and it waits for somebody else. */
  isBarred: boolean;
};

/** A change that is under way: where it stands, and whose turn it is. */
export function OpenVersion(props: OpenVersionProps) {
  const { ui, version } = props;
  const texts = ui.texts.mappings;
  const { text, isMine } = whoseTurn(props);
  return (
    <li>
      <VersionChip ui={ui} status={version.status} />
      <a href={`/mappings/${version.id}`}>{texts.version(String(version.version))}</a>
      <span class={isMine ? 'strong' : 'muted'}>{text}</span>
    </li>
  );
}

/** Whose turn it is with a version that is not live yet, in words. */
export function whoseTurn({ ui, viewer, version, isBarred }: OpenVersionProps): {
  text: string;
  isMine: boolean;
} {
  const { turn } = ui.texts.mappings;
  const mayAct = refuseViewer(viewer) === null;
  const author = actorName(ui, version.author);
  switch (version.status) {
    case 'draft':
      return version.author?.id === viewer.actor.id
        ? { text: turn.yourDraft, isMine: true }
        : { text: turn.draftOf(author), isMine: false };
    case 'in_review':
      return mayAct && !isBarred && viewer.actor.kind === 'person'
        ? { text: turn.yourReview, isMine: true }
        : { text: turn.reviewOf(author), isMine: false };
    case 'reviewed':
      return isBarred ? { text: turn.publishByOther, isMine: false } : { text: turn.publish, isMine: mayAct };
    default:
      return { text: '', isMine: false };
  }
}
