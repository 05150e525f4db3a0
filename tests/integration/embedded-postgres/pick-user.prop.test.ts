import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pickFromPasswd } from '../../../runtime/src/adapters/embedded-postgres/pick-user.ts';

const id = fc.oneof(fc.integer({ min: -2, max: 70_000 }).map(String), fc.constantFrom('', 'x', '4294967294'));
const line = fc
  .tuple(fc.constantFrom('root', 'nobody', 'seikyu', 'daemon', 'ann', ''), id, id)
  .map(([name, uid, gid]) => `${name}:x:${uid}:${gid}::/:/bin/sh`);
const passwd = fc.array(fc.oneof(line, fc.string())).map((lines) => lines.join('\n'));

it('never is root, nor an id that chown or spawn would refuse, whatever the file holds', () => {
  fc.assert(
    fc.property(passwd, (text) => {
      const { uid, gid } = pickFromPasswd(text);
      for (const number of [uid, gid]) {
        expect(Number.isInteger(number)).toBe(true);
        expect(number).toBeGreaterThan(0);
        expect(number).toBeLessThan(2 ** 31);
      }
    }),
  );
});

it('prefers a user named seikyu, then nobody, then whoever is there, then the number of nobody', () => {
  const ann = 'ann:x:1000:1000::/home/ann:/bin/sh';
  const nobody = 'nobody:x:65534:65534::/:/bin/false';
  const seikyu = 'seikyu:x:900:901::/:/bin/false';
  expect(pickFromPasswd([ann, nobody, seikyu].join('\n'))).toEqual({ name: 'seikyu', uid: 900, gid: 901 });
  expect(pickFromPasswd([ann, nobody].join('\n')).name).toBe('nobody');
  expect(pickFromPasswd(`root:x:0:0::/root:/bin/sh\n${ann}`).name).toBe('ann');
  expect(pickFromPasswd('')).toMatchObject({ uid: 65534, gid: 65534 });
});
