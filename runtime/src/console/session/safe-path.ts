/** A path of our own pages from untrusted text; the board for anything else, so that nobody is sent elsewhere. */
export function safePath(text: string | undefined): string {
  if (text === undefined || !/^\/(?![/\\])[\w\-./?=&%~]*$/.test(text)) return '/';
  return text.startsWith('/sign-in') || text.startsWith('/enter/') ? '/' : text;
}
