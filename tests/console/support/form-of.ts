/** What a browser would send of a form of a page: its controls as they were loaded, without its buttons. */
export function formOf(page: string, id: string): FormData {
  const [, inside] = new RegExp(`<form[^>]* id="${id}"[^>]*>(.*?)</form>`, 's').exec(page) ?? [];
  if (inside === undefined) throw new Error(`the page has no form called ${id}`);
  const form = new FormData();
  for (const [control] of inside.matchAll(CONTROL)) {
    const name = attribute(control, 'name');
    const value = name === undefined ? undefined : sentValue(control);
    if (name !== undefined && value !== undefined) form.append(name, value);
  }
  return form;
}

const CONTROL = /<input[^>]*>|<select.*?<\/select>|<textarea.*?<\/textarea>/gs;

function sentValue(control: string): string | undefined {
  if (control.startsWith('<textarea'))
    return readEntities(/^<textarea[^>]*>(.*)<\/textarea>$/s.exec(control)?.[1] ?? '');
  if (control.startsWith('<select')) {
    const options = [...control.matchAll(/<option[^>]*>/g)].map(([option]) => option);
    const chosen = options.find((option) => / selected=/.test(option)) ?? options[0];
    return chosen === undefined ? undefined : attribute(chosen, 'value');
  }
  if (attribute(control, 'type') !== 'checkbox') return attribute(control, 'value') ?? '';
  return / checked=/.test(control) ? 'on' : undefined;
}

function attribute(tag: string, name: string): string | undefined {
  const [start = ''] = tag.split('>');
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag.startsWith('<input') ? tag : `${start}>`)?.[1];
  return value === undefined ? undefined : readEntities(value);
}

const readEntities = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
