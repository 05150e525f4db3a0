import { instantText } from '../format/instant-text.ts';
import type { Ui } from '../ui.ts';

/** An instant in a zone, with the exact one for machines. */
export function Instant({ ui, at, zone }: { ui: Ui; at: Date; zone: string }) {
  return <time datetime={at.toISOString()}>{instantText(at, zone, ui.locale)}</time>;
}
