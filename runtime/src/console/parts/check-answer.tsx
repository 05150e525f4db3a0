/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ConnectionCheck } from '../../flow/connections/check-connection.ts';
import type { Ui } from '../ui.ts';
import { Banner } from './banner.tsx';
import { ErrorNote } from './error-note.tsx';

/** What a system said when it was asked. */
export function CheckAnswer({ ui, name, check }: { ui: Ui; name: string; check: ConnectionCheck }) {
  const texts = ui.texts.connections;
  if (check.ok) {
    return (
      <Banner kind="done">
        <p>{texts.checkGood(name, String(check.tookMs))}</p>
      </Banner>
    );
  }
  return (
    <Banner kind="refusal">
      <p>{texts.checkBad(name)}</p>
      <ErrorNote ui={ui} code={check.code} detail={check.detail} />
    </Banner>
  );
}
