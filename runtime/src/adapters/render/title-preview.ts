const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The pages as one picture with a name that screen readers say; the title is escaped. */
export function titlePreview(svg: string, title: string): string {
  const name = title.replaceAll(/[&<>]/g, (mark) => ESCAPES[mark] ?? mark);
  return svg.replace(/^<svg /, '<svg role="img" ').replace('>', () => `><title>${name}</title>`);
}
