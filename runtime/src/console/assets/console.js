// Keeps the board current while it is looked at. Without this script the page is the same, only not by itself.
const REFRESH_MS = 5_000;

const board = document.querySelector('[data-refresh="board"]');
let shown = board?.innerHTML;

async function refresh() {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' }, redirect: 'error' });
  if (answer.status === 401) return location.reload();
  if (!answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const nextBoard = next.getElementById('board');
  const asOf = next.getElementById('as-of');
  if (nextBoard === null || asOf === null) return;
  document.getElementById('as-of')?.replaceWith(document.adoptNode(asOf));
  if (nextBoard.innerHTML === shown) return;
  shown = nextBoard.innerHTML;
  const focused = document.activeElement?.getAttribute('href');
  board.replaceChildren(...document.adoptNode(nextBoard).childNodes);
  if (focused !== null && focused !== undefined)
    board.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

async function tick() {
  // A hub that restarts is met again at the next tick.
  if (!document.hidden) await refresh().catch(() => undefined);
  setTimeout(tick, REFRESH_MS);
}

if (board !== null) setTimeout(tick, REFRESH_MS);
