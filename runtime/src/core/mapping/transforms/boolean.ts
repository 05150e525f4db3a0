import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import { defineTransform, normalizeText, onText, type Transform } from './transform.ts';

const TRUE_DEFAULT = ['true', 'yes', 'y', '1', 'on', 'はい', '有', '○'];
const FALSE_DEFAULT = ['false', 'no', 'n', '0', 'off', 'いいえ', '無', '×'];
const Spellings = z.array(z.string().min(1).max(100)).min(1).max(50);
const spell = (text: string): string => normalizeText(text).toLowerCase();

/** True or false by spelling, in any case and width: yes and no in English and Japanese unless `true` and `false` say. */
export const boolean: Transform = defineTransform(
  z.strictObject({ true: Spellings.default(TRUE_DEFAULT), false: Spellings.default(FALSE_DEFAULT) }),
  (spellings) => {
    const yes = new Set(spellings.true.map(spell));
    const no = new Set(spellings.false.map(spell));
    const both = [...yes].find((text) => no.has(text));
    if (both !== undefined) return fail(`"${both}" is both true and false`);
    return ok(
      onText((text) => {
        const spelt = spell(text);
        if (yes.has(spelt)) return ok(true);
        return no.has(spelt) ? ok(false) : fail('is neither true nor false');
      }),
    );
  },
);
