import { z } from 'zod';
import { ok } from '../../result.ts';
import { FieldConstant } from '../definition.ts';
import { isFilled } from '../is-filled.ts';
import { defineTransform, type Transform } from './transform.ts';

/** The value when it is filled, of a list its first element that is; otherwise the first of `values`. */
export const coalesce: Transform = {
  ...defineTransform(z.strictObject({ values: z.array(FieldConstant).max(20).default([]) }), ({ values }) =>
    ok((value) => ok([value, ...values].flat().find(isFilled) ?? null)),
  ),
  takesNothing: true,
};
