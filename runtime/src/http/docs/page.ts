import { escapeHtml } from './escape-html.ts';

/** Nothing but our own style sheet: no script, and no request to anybody else. */
export const DOCS_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A page of the documentation around its content. */
export function docsPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<header><a href="/docs">Seikyu API</a> · <a href="/openapi.json">openapi.json</a></header>
<main>
${content}
</main>
</body>
</html>
`;
}

/** The style sheet of the pages. */
export const DOCS_STYLE = `:root{color-scheme:light dark;--ink:#1c2128;--muted:#5b6470;--line:#d8dde3;--soft:#f4f6f8;--link:#0b5cad}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--muted:#9aa4b0;--line:#343b44;--soft:#1d2229;--link:#7db8f5}body{background:#14181d}}
body{margin:0;color:var(--ink);font:16px/1.6 system-ui,sans-serif}
header{padding:.75rem 1.5rem;border-bottom:1px solid var(--line)}
main{max-width:60rem;margin:0 auto;padding:1.5rem}
a{color:var(--link)}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem;margin:0}
code{font:.9em ui-monospace,monospace;background:var(--soft);padding:.1em .3em;border-radius:3px}
pre{background:var(--soft);padding:1rem;overflow-x:auto;border-radius:6px}pre code{padding:0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
article{border:1px solid var(--line);border-radius:6px;padding:1rem 1.2rem;margin:1rem 0}
.method{font:600 .85rem ui-monospace,monospace;margin-right:.6rem}
.needs{color:var(--muted);font-size:.9rem}
nav ul{columns:2;padding-left:1.2rem}
`;
