import { SANDBOX_LIMITS } from './sandbox-limits.ts';

/** First letter of what the runner returns; the rest is JSON text or a detail. */
export const GUEST_TAGS = {
  value: 'V',
  failed: 'F',
  outputInvalid: 'O',
  memory: 'M',
} as const;

/**
 * Guest source that takes the script's function and the instant of the batch, and gives what runs one record and returns
 * tagged text. It measures its output before it crosses, and holds what it needs before the script is loaded.
 */
export const GUEST_RUNNER = String.raw`
((helpers, setClock) => {
  'use strict';
  const { parse, stringify } = JSON;
  const promises = Object.getPrototypeOf((async () => {})());
  deepFreeze(helpers, promises);

  // Whatever is asked of a thrown value may run code of the script, and throw again.
  const isMemory = (error) => {
    try {
      return error instanceof InternalError && (error.message === 'out of memory' || error.message === 'string too long');
    } catch {
      return false;
    }
  };

  const describe = (error) => {
    try {
      if (!(error instanceof Error)) return 'threw ' + (stringify(error) ?? typeof error);
      const line = /mapping\.js:([0-9]+)/.exec(String(error.stack))?.[1];
      return String(error.name) + ': ' + String(error.message) + (line === undefined ? '' : ' (line ' + line + ')');
    } catch {
      return 'threw something that cannot be described';
    }
  };

  const tagged = (tag, error) => {
    if (isMemory(error)) return '${GUEST_TAGS.memory}';
    return tag + describe(error).slice(0, ${SANDBOX_LIMITS.detailMaxChars});
  };

  const invalid = (detail) => '${GUEST_TAGS.outputInvalid}' + detail;

  const write = (output) => {
    if (typeof output !== 'object' || output === null || Array.isArray(output)) {
      const kind = output === null ? 'null' : Array.isArray(output) ? 'an array' : typeof output;
      return invalid('map returned ' + kind + ' and not an object');
    }
    if (promises.isPrototypeOf(output)) return invalid('map returned a promise: a mapping cannot wait');
    const json = stringify(output);
    if (typeof json !== 'string') return invalid('map returned something that JSON cannot hold');
    if (json.length > ${SANDBOX_LIMITS.outputMaxBytes}) {
      return invalid('the output has ' + json.length + ' characters, allowed are ${SANDBOX_LIMITS.outputMaxBytes} bytes');
    }
    return '${GUEST_TAGS.value}' + json;
  };

  return (map, now) => {
    setClock(Date.parse(now));
    const ctx = { now, helpers };
    deepFreeze(map, ctx);
    return (text) => {
      let onError = '${GUEST_TAGS.failed}';
      try {
        const { source, draft } = parse(text);
        const output = map(source, draft, ctx);
        // From here on the output may be a proxy, and whatever is asked of it may throw.
        onError = '${GUEST_TAGS.outputInvalid}';
        return write(output);
      } catch (error) {
        return tagged(onError, error);
      }
    };
  };
})
`;
