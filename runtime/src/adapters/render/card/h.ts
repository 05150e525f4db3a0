/** An element as satori takes it. */
export type CardElement = {
  type: 'div' | 'svg' | 'path' | 'circle';
  props: { [name: string]: CardProp };
};

/** Style rules of one element; satori knows flexbox and no other layout. */
export type CardStyle = Record<string, string | number>;

type CardProp = string | number | CardStyle | CardChild[];

/** What an element holds. */
export type CardChild = CardElement | string;

/** A box with a style: `display: flex` unless said otherwise, since satori needs it for more than one child. */
export function h(style: CardStyle, ...children: (CardChild | undefined)[]): CardElement {
  return {
    type: 'div',
    props: {
      style: { display: 'flex', boxSizing: 'border-box', ...style },
      children: children.filter((child) => child !== undefined),
    },
  };
}

/** A thin line across. No border: satori draws those with a clip and a mask each. */
export const rule = (color: string): CardElement => h({ width: '100%', height: 1, background: color });

/** A picture drawn by one path in a square of 24 units. */
export function icon(pathData: string, color: string, sizePx: number): CardElement {
  const stroke = {
    fill: 'none',
    stroke: color,
    'stroke-width': 3,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  return {
    type: 'svg',
    props: {
      width: sizePx,
      height: sizePx,
      viewBox: '0 0 24 24',
      children: [{ type: 'path', props: { d: pathData, ...stroke } }],
    },
  };
}

/** A check mark for `icon`, drawn, so that no font is asked for one. */
export const CHECK_PATH = 'M4.5 12.8l5 5L19.5 7';

/** Cut with an ellipsis. A clamp, since `overflow: hidden` would cost a mask for every line of the picture. */
export const ONE_LINE: CardStyle = { display: 'block', lineClamp: 1, wordBreak: 'break-word' };
