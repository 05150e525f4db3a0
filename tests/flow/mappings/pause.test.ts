import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { deadLetters } from '../../../runtime/src/db/schema/index.ts';
import { replayKind } from '../../../runtime/src/flow/control/replay-kind.ts';
import { resumeMapping } from '../../../runtime/src/flow/mappings/resume-mapping.ts';
import { saveMapping } from '../../../runtime/src/flow/mappings/save-mapping.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { workOnMappings } from './support/work-on-mappings.ts';

let loop: Loop;
let work: ReturnType<typeof workOnMappings>;
beforeAll(async () => {
  loop = await createLoop({ sandbox: createSandbox({ timeoutMs: 50 }) });
  work = workOnMappings(loop);
});
afterAll(() => loop.hub.close());

const author = () => loop.organization.author;
const lettersOf = (code: string) =>
  loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters).where(eq(deadLetters.code, code)),
  );
const HANGS = `export default function map(source, draft) {
  while (source.id.startsWith('95')) {}
  return draft;
}`;

test('a mapping whose script hangs on five records is paused; what comes then waits, and goes through once it is let go on', async () => {
  const versionId = await work.draft();
  const { definition, revision } = await work.get(versionId);
  await saveMapping({ ctx: author(), input: { versionId, definition, script: HANGS, revision } });
  await work.publish(versionId);
  const tellOf = async (id: string) => {
    await loop.tellOf({ id, stage: 'contractsent', lines: [{ id: `l${id}`, sku: 'API-P' }] });
    await loop.hub.drain();
  };
  for (const id of ['951', '952', '953', '954']) await tellOf(id);
  expect((await work.live()).pausedAt).toBeNull();
  await tellOf('955');
  expect(await work.live()).toMatchObject({ id: versionId, pausedAt: loop.hub.clock.now() });
  await tellOf('961');
  expect(await lettersOf('mapping.paused')).toMatchObject([
    { subject: { externalId: '961' }, state: 'dead' },
  ]);
  await resumeMapping({ ctx: author(), input: { versionId } });
  await replayKind({ ctx: author(), input: { stage: 'map', code: 'mapping.paused' } });
  await loop.hub.drain();
  expect(await lettersOf('mapping.paused')).toMatchObject([{ state: 'replayed' }]);
  expect(await lettersOf('mapping.script_timeout')).toHaveLength(5);
});
