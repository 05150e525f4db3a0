/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ApiKeyView } from '../../../flow/read/list-api-keys.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { Banner } from '../../parts/banner.tsx';
import { Empty } from '../../parts/empty.tsx';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { Instant } from '../../parts/instant.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { TagList } from '../../parts/tag-list.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

const ZONE = 'UTC';

type KeysProps = {
  ui: Ui;
  keys: readonly ApiKeyView[];
  entities: readonly EntityView[];
  /** Who looks: a key that acts as somebody is rotated by them alone. */
  viewerId: string;
  isRevoked: boolean;
};

/** The API keys, newest first, with what each may do and when it was used last. */
export function KeysPage({ ui, keys, entities, viewerId, isRevoked }: KeysProps) {
  const texts = ui.texts.keys;
  const { columns } = texts;
  return (
    <Layout ui={ui} title={texts.title} current="keys">
      {isRevoked ? (
        <Banner kind="done">
          <p>{texts.revokedNow}</p>
        </Banner>
      ) : null}
      <PageHead title={texts.title} lead={texts.lead}>
        <a class="button button-main" href="/keys/new">
          {texts.add}
        </a>
      </PageHead>
      {keys.length === 0 ? (
        <Empty title={texts.emptyTitle} text={texts.empty} />
      ) : (
        <div class="grid-framed">
          <table class="grid grid-cards">
            <thead>
              <tr>
                <th scope="col">{columns.name}</th>
                <th scope="col">{columns.may}</th>
                <th scope="col">{columns.limits}</th>
                <th scope="col">{columns.used}</th>
                <th scope="col">{columns.expires}</th>
                <td></td>
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <KeyRow ui={ui} apiKey={key} entities={entities} viewerId={viewerId} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p class="meta">{ui.texts.layout.timesIn(ZONE)}</p>
    </Layout>
  );
}

function KeyRow({
  ui,
  apiKey: key,
  entities,
  viewerId,
}: {
  ui: Ui;
  apiKey: ApiKeyView;
  entities: readonly EntityView[];
  viewerId: string;
}) {
  const texts = ui.texts.keys;
  const state = stateOf(key, ui.now);
  const names = key.entityIds?.map((id) => entities.find((entity) => entity.id === id)?.name ?? id);
  return (
    <tr>
      <th scope="row">
        {key.name} <span class={`chip tone-${state === 'active' ? 'green' : 'grey'}`}>{texts[state]}</span>
        <span class="under mono">{`${key.prefix}…`}</span>
      </th>
      <td data-label={texts.columns.may}>
        <TagList tags={key.permissions.map((name) => nameOf(texts.permissions, name))} />
      </td>
      <td data-label={texts.columns.limits}>{names?.join(', ') ?? texts.allEntities}</td>
      <td data-label={texts.columns.used}>
        {key.lastUsedAt === null ? texts.never : <Instant ui={ui} at={key.lastUsedAt} zone={ZONE} />}
      </td>
      <td data-label={texts.columns.expires}>
        {key.expiresAt === null ? texts.never : <Instant ui={ui} at={key.expiresAt} zone={ZONE} />}
      </td>
      <td>{state === 'active' ? <KeyActions ui={ui} apiKey={key} viewerId={viewerId} /> : null}</td>
    </tr>
  );
}

function KeyActions({ ui, apiKey: key, viewerId }: { ui: Ui; apiKey: ApiKeyView; viewerId: string }) {
  const texts = ui.texts.keys;
  const isRotatable = key.personId === null || key.personId === viewerId;
  return (
    <div class="row-actions">
      {isRotatable ? (
        <ConfirmButton
          ui={ui}
          id={`rotate-${key.id}`}
          label={texts.rotate}
          title={texts.rotateTitle(key.name)}
          text={texts.rotateText}
          confirm={texts.rotateConfirm}
          action={`/keys/${key.id}/rotate`}
          size="small"
        />
      ) : null}
      <ConfirmButton
        ui={ui}
        id={`revoke-${key.id}`}
        label={texts.revoke}
        title={texts.revokeTitle(key.name)}
        text={texts.revokeText}
        confirm={texts.revokeConfirm}
        action={`/keys/${key.id}/revoke`}
        size="small"
        tone="danger"
      />
    </div>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKeyView, now: Date): 'revoked' | 'expired' | 'active' {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}
