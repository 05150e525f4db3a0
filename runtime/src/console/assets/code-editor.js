// The editor of a mapping's script: loaded when the script comes into view, in place of its text field.
import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript, javascriptLanguage, localCompletionSource } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const highlights = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: 'var(--violet-ink)' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--green-ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--blue-ink)' },
  { tag: tags.comment, color: 'var(--muted)' },
  { tag: tags.invalid, color: 'var(--red-ink)' },
]);

const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: '13px', maxHeight: '70vh' },
  '&.cm-focused': { outline: '2px solid var(--focus)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { color: 'var(--muted)', backgroundColor: 'var(--sunken)', border: '0' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--blue-bg)',
  },
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--sunken)', borderColor: 'var(--line)' },
  '.cm-textfield, .cm-button': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    border: '1px solid var(--control-line)',
    borderRadius: '6px',
    fontSize: '13px',
  },
  '.cm-panel label': { fontSize: '13px' },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--line-strong)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--main-ink)',
    backgroundColor: 'var(--main)',
  },
});

/** Offers the fields of the record behind `source.`, and ours behind `draft.`, a member at a time. */
function fieldCompletions(places) {
  return (context) => {
    const typed = context.matchBefore(/\b(source|draft)(\??\.\w*)+/);
    if (typed === null) return null;
    const [root, ...members] = typed.text.split(/\??\./);
    const last = members.pop() ?? '';
    const holder = members.map((member) => `${member}.`).join('');
    const known = places[root].filter((path) => path.startsWith(holder));
    const names = new Set(known.map((path) => path.slice(holder.length).split(/[.[]/)[0]));
    names.delete('');
    return {
      from: context.pos - last.length,
      options: [...names].map((label) => ({ label, type: 'property' })),
      validFor: /^\w*$/,
    };
  };
}

/**
 * Puts an editor in the place of a text field, and keeps the field in step with it, so that it is sent and previewed
 * like any other. Returns a function that shows what is wrong, by line and column from 1.
 */
export function mountCodeEditor(field, places) {
  const host = document.createElement('div');
  host.className = 'code-editor';
  // Its styles are made by script, which the page's policy keeps out of a document and not out of a shadow tree.
  const root = host.attachShadow({ mode: 'open' });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        highlightActiveLine(),
        highlightSelectionMatches(),
        javascript(),
        javascriptLanguage.data.of({ autocomplete: localCompletionSource }),
        javascriptLanguage.data.of({ autocomplete: fieldCompletions(places) }),
        syntaxHighlighting(highlights),
        look,
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': field.getAttribute('aria-label') ?? '' }),
        EditorView.updateListener.of(({ docChanged, state }) => {
          if (!docChanged) return;
          field.value = state.doc.toString();
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }),
      ],
    }),
  });
  field.hidden = true;
  field.after(host);
  return (findings) => {
    const { doc } = view.state;
    const diagnostics = findings.map(({ line, column, message }) => {
      const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const at = Math.min(from + Math.max(column - 1, 0), to);
      return { from: at, to: Math.max(at, to), severity: 'error', message };
    });
    view.dispatch(setDiagnostics(view.state, diagnostics));
  };
}
