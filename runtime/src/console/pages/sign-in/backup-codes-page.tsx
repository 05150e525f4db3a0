/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import type { Ui } from '../../ui.ts';
import { Card } from './card.tsx';

type BackupCodesProps = { ui: Ui; codes: readonly string[]; action: string };

/** Shows new backup codes, this once. */
export function BackupCodesPage({ ui, codes, action }: BackupCodesProps) {
  const texts = ui.texts.signIn.backup;
  return (
    <Card ui={ui} title={texts.title} lead={texts.lead}>
      <div class="secret">
        <ul class="plain codes" aria-label={texts.list}>
          {codes.map((code) => (
            <li class="mono">{code}</li>
          ))}
        </ul>
        <p>{texts.keep}</p>
      </div>
      <form class="form" method="post" action={action}>
        <SubmitRow ui={ui} label={texts.submit} />
      </form>
    </Card>
  );
}
