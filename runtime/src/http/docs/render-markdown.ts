import { escapeHtml } from './escape-html.ts';

/**
 * Renders the part of Markdown that our own pages use: headings, paragraphs, lists, fenced code, code and links.
 * Everything else is text, and all text is escaped.
 */
export function renderMarkdown(markdown: string): string {
  const out: string[] = [];
  let list = false;
  let paragraph: string[] = [];
  let code: string[] | undefined;
  const flush = (): void => {
    if (paragraph.length > 0) out.push(`<p>${inline(paragraph.join(' '))}</p>`);
    if (list) out.push('</ul>');
    paragraph = [];
    list = false;
  };
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      if (code !== undefined) out.push(`<pre><code>${escapeHtml(code.join('\n'))}</code></pre>`);
      else flush();
      code = code === undefined ? [] : undefined;
    } else if (code !== undefined) code.push(line);
    else if (/^#{1,3} /.test(line)) {
      flush();
      const level = line.indexOf(' ');
      out.push(`<h${level}>${inline(line.slice(level + 1))}</h${level}>`);
    } else if (line.startsWith('- ')) {
      if (!list) {
        flush();
        out.push('<ul>');
        list = true;
      }
      out.push(`<li>${inline(line.slice(2))}</li>`);
    } else if (line.trim() === '') flush();
    else paragraph.push(line);
  }
  flush();
  return out.join('\n');
}

/** Links keep relative and https targets only; a page beside this one is linked without its extension. */
function inline(text: string): string {
  return escapeHtml(text)
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>')
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (whole, label: string, target: string) => {
      const href = target.replace(/^\.?\/?([a-z_.]+)\.md$/, '$1');
      return /^(https:\/\/|[a-z_.]+$|\/[a-z])/.test(href) ? `<a href="${href}">${label}</a>` : whole;
    });
}
