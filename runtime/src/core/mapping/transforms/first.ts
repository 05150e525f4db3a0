import { z } from 'zod';
import { ok } from '../../result.ts';
import { pickElement } from './at.ts';
import { defineTransform, type Transform } from './transform.ts';

/** The first element of a list; nothing of an empty one. */
export const first: Transform = defineTransform(z.strictObject({}), () => ok(pickElement(0)));
