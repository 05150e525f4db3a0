import { ERROR_CODES } from '../../core/error-codes.ts';
import type { OpenApiDocument } from '../openapi-document.ts';
import { escapeHtml } from './escape-html.ts';
import { docsPage } from './page.ts';
import { renderMarkdown } from './render-markdown.ts';

type PathItem = NonNullable<OpenApiDocument['paths']>[string];
type Operation = NonNullable<PathItem['get']>;
type Place = { method: string; path: string; operation: Operation };

/** The reference of the API as one plain page, made from its OpenAPI document. */
export function referencePage(document: OpenApiDocument): string {
  const places = Object.entries(document.paths ?? {}).flatMap(([path, item]) => placesOf(path, item));
  const byTag = Map.groupBy(places, (place) => place.operation.tags?.[0] ?? 'Other');
  const contents = [...byTag.keys()].map(
    (tag) => `<li><a href="#${anchor(tag)}">${escapeHtml(tag)}</a></li>`,
  );
  const sections = [...byTag].map(
    ([tag, group]) =>
      `<h2 id="${anchor(tag)}">${escapeHtml(tag)}</h2>\n${group.map(operationSection).join('\n')}`,
  );
  const codes = Object.entries(ERROR_CODES).map(
    ([code, { status, title }]) =>
      `<tr><td><a href="/docs/errors/${code}"><code>${code}</code></a></td><td>${status}</td><td>${escapeHtml(title)}</td></tr>`,
  );
  return docsPage(
    'Seikyu API',
    `<h1>Seikyu API</h1>
${renderMarkdown(document.info.description ?? '')}
<nav><ul>${contents.join('')}<li><a href="#errors">Errors</a></li></ul></nav>
${sections.join('\n')}
<h2 id="errors">Errors</h2>
<table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${codes.join('\n')}</tbody></table>`,
  );
}

function placesOf(path: string, item: PathItem): Place[] {
  return Object.entries({ GET: item.get, POST: item.post, PUT: item.put, DELETE: item.delete }).flatMap(
    ([method, operation]) => (operation === undefined ? [] : [{ method, path, operation }]),
  );
}

function operationSection({ method, path, operation }: Place): string {
  const parameters = (operation.parameters ?? []).flatMap((parameter) =>
    'name' in parameter
      ? [
          `<tr><td><code>${escapeHtml(parameter.name)}</code></td><td>${escapeHtml(parameter.in)}${parameter.required === true ? ', required' : ''}</td><td>${escapeHtml(parameter.description ?? '')}</td></tr>`,
        ]
      : [],
  );
  const answers = Object.entries(operation.responses ?? {}).map(
    ([status, answer]) =>
      `<tr><td>${escapeHtml(status)}</td><td>${escapeHtml('description' in answer ? (answer.description ?? '') : '')}</td></tr>`,
  );
  return `<article>
<h3><span class="method">${method}</span><code>${escapeHtml(path)}</code></h3>
<p><strong>${escapeHtml(operation.summary ?? '')}</strong></p>
${renderMarkdown(operation.description ?? '')}
${parameters.length === 0 ? '' : `<table><tbody>${parameters.join('')}</tbody></table>`}
<table><tbody>${answers.join('')}</tbody></table>
</article>`;
}

const anchor = (tag: string): string => tag.toLowerCase().replaceAll(/[^a-z]+/g, '-');
