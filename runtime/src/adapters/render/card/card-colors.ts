/** The card's palette: ink on white, one accent for what was reached, and a colour for each kind of status. */
export const CARD_COLORS = {
  page: '#f4f6fa',
  paper: '#ffffff',
  border: '#e4e7ec',
  hairline: '#eef0f4',
  ink: '#101828',
  text: '#344054',
  muted: '#667085',
  faint: '#98a2b3',
  idle: '#d0d5dd',
  idleWash: '#f4f5f8',
  reached: '#12805c',
  reachedWash: '#eaf7f1',
} as const;

type PillColors = { text: string; fill: string; dot: string };

const GREY: PillColors = { text: '#475467', fill: '#f2f4f7', dot: '#98a2b3' };
const BLUE: PillColors = { text: '#1d4ed8', fill: '#eaf1fe', dot: '#3b82f6' };
const VIOLET: PillColors = { text: '#5b3cc4', fill: '#f1edfd', dot: '#7c5cf0' };
const GREEN: PillColors = { text: '#0b6b4b', fill: '#e5f6ee', dot: '#12a06f' };
const AMBER: PillColors = { text: '#96580a', fill: '#fdf3e1', dot: '#e59413' };
const RED: PillColors = { text: '#b42318', fill: '#fdeceb', dot: '#e5483b' };

const PILLS: ReadonlyMap<string, PillColors> = new Map([
  ['approved', VIOLET],
  ['issued', BLUE],
  ['sent', BLUE],
  ['pending_approval', AMBER],
  ['partially_paid', AMBER],
  ['overdue', RED],
  ['disputed', RED],
  ['paid', GREEN],
  ['credited', GREEN],
]);

/** The colours of a display status; grey for what waits or is over without money. */
export const pillColors = (displayStatus: string): PillColors => PILLS.get(displayStatus) ?? GREY;
