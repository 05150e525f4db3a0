/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { instantText } from '../format/instant-text.ts';
import type { Ui } from '../ui.ts';

type InstantProps = { ui: Ui; at: Date; zone: string; sentence?: (time: string) => string };

/** An instant in a zone, by itself or in a sentence, with the exact one for machines. */
export function Instant({ ui, at, zone, sentence = (time) => time }: InstantProps) {
  return <time datetime={at.toISOString()}>{sentence(instantText(at, zone, ui.locale))}</time>;
}
