import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseLocale } from '../../runtime/src/console/format/choose-locale.ts';

const preferred = (acceptLanguage: string) =>
  chooseLocale({ asked: undefined, chosen: undefined, acceptLanguage });

test.each([
  ['ja', 'ja'],
  ['ja-JP,en;q=0.9', 'ja'],
  ['en;q=0.4, ja;q=0.8', 'ja'],
  ['fr, ja;q=0.2', 'ja'],
  ['ja;q=0, en', 'en'],
  ['fr', 'en'],
  ['', 'en'],
])('of "%s" the console speaks %s', (header, locale) => {
  expect(preferred(header)).toBe(locale);
});

test('what is asked for comes before what was chosen, and both before the browser', () => {
  expect(chooseLocale({ asked: 'ja', chosen: 'en', acceptLanguage: 'en' })).toBe('ja');
  expect(chooseLocale({ asked: 'fr', chosen: 'ja', acceptLanguage: 'en' })).toBe('ja');
});

test('whatever a browser sends, the answer is a language of the console', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (asked, chosen, acceptLanguage) => {
      expect(['en', 'ja']).toContain(chooseLocale({ asked, chosen, acceptLanguage }));
    }),
  );
});
