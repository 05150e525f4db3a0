import { expect } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../../runtime/src/core/error-codes.ts';
import { Problem } from '../../../runtime/src/http/schemas/problem.ts';
import type { z } from '../../support/zod.ts';

/** Fails unless an answer is the problem document of a code; returns it. */
export async function expectProblem(response: Response, code: ErrorCode): Promise<z.infer<typeof Problem>> {
  const problem = Problem.strict().parse(await response.json());
  expect(problem).toMatchObject({ code, title: ERROR_CODES[code].title, status: response.status });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(problem.type).toBe(`https://hub.example/docs/errors/${code}`);
  expect(problem.instance).toBe(`urn:request:${response.headers.get('x-request-id')}`);
  return problem;
}
