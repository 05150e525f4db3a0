import { DrizzleQueryError } from 'drizzle-orm/errors';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../runtime/src/adapters/system/create-log.ts';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import { describeCause } from '../../../runtime/src/core/describe-cause.ts';
import { logFailure } from '../../../runtime/src/http/log-failure.ts';

const CANARY = 'canary-4711';

function createLines() {
  const lines: string[] = [];
  return { lines, log: createLog('info', { write: (line) => void lines.push(line) }) };
}

describe('a line of the log', () => {
  it('holds the fields that are allowed by name, and no other', () => {
    const { lines, log } = createLines();
    const fields = {
      requestId: 'req_1',
      status: 200,
      authorization: CANARY,
      cookie: CANARY,
      body: { secret: CANARY },
      context: { connectionId: 'con_1', token: CANARY },
    };
    log.info(fields, 'request');
    log.warn(fields, 'request');
    log.error(fields, 'request');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const { time: _time, ...rest } = JSON.parse(line);
      expect(rest).toEqual({
        level: rest.level,
        requestId: 'req_1',
        status: 200,
        context: { connectionId: 'con_1' },
        msg: 'request',
      });
    }
  });

  it('about a failure says where it was thrown and what it is called, and quotes nothing that came in', () => {
    const { lines, log } = createLines();
    const failures = [
      failureOf(() => JSON.parse(`{"password":${CANARY}}`)),
      failureOf(() => BigInt(CANARY)),
      failureOf(() => new URL(CANARY)),
      new Error(`${CANARY}\n    at ${CANARY} (x.js:1:1)`),
      Object.assign(new Error(CANARY), { code: '23505', constraint_name: 'people_email', detail: CANARY }),
      new DrizzleQueryError('insert into people values ($1)', [CANARY], new Error(CANARY)),
      { password: CANARY },
      CANARY,
    ];
    for (const cause of failures) {
      logFailure(log, cause, 'req_1');
      logFailure(log, new AppError('request.malformed_json', { cause }), 'req_1');
    }
    const text = lines.join('');
    expect(lines).toHaveLength(2 * failures.length);
    expect(text).not.toContain(CANARY);
    expect(text).toContain('create-log.test.ts:');
    expect(text).toContain('Error code=23505 constraint_name=people_email');
    expect(text).toContain('query=insert into people values ($1)');
  });

  it('keeps what our own mistakes say, which name variables and no data', () => {
    const cause = failureOf(() => (undefined as unknown as { total: number }).total);
    expect(describeCause(cause)).toMatch(
      /^TypeError Cannot read properties of undefined \(reading 'total'\)\n/,
    );
    expect(describeCause(new Error('assertion: a draft has lines'))).toMatch(
      /^Error assertion: a draft has lines/,
    );
    expect(describeCause(undefined)).toBeUndefined();
  });
});

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (cause) {
    return cause;
  }
  throw new Error('the work fails');
}
