import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyExport } from '../../runtime/src/commands/audit/verify-export.ts';
import { anchorAudit } from '../../runtime/src/flow/audit/anchor-audit.ts';
import { recordAudit } from '../../runtime/src/flow/record-audit.ts';
import { AnchorMailSchema } from '../../runtime/src/http/schemas/anchor-mail.ts';
import { AuditPage } from '../../runtime/src/http/schemas/data.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let folder: string;
let key: string;

beforeAll(async () => {
  loop = await createHttpLoop();
  folder = await mkdtemp(join(tmpdir(), 'seikyu-audit-'));
  key = (await loop.key({ permissions: ['read', 'audit'] })).key;
  await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    recordAudit(tx, loop.hub.system(loop.organization.id), {
      action: 'note.write',
      objectKind: 'note',
      objectId: 'note_1',
      after: { text: '=cmd|calc', amount: '-5' },
      reason: '-2+3, "quoted"\nand a second line',
    }),
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await loop.hub.close();
});

const PERIOD = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';
const list = (query: string) => readAs(loop.call(key, `/v1/audit?${query}`), AuditPage);

describe('the trail', () => {
  test('is listed by object, actor, action, beginning of an action, request and period', async () => {
    const { items } = await list('objectKind=note');
    expect(items).toMatchObject([{ action: 'note.write', objectId: 'note_1' }]);
    const [note] = items;
    const found = async (query: string) => (await list(`${query}&limit=100`)).items.map(({ id }) => id);
    expect(await found('action=note.write')).toEqual([note?.id]);
    expect(await found('action=note.')).toEqual([note?.id]);
    expect(await found('action=note')).toEqual([]);
    expect(await found(`actorId=${note?.actor.id}&objectId=note_1`)).toEqual([note?.id]);
    expect(await found(`requestId=${note?.requestId}&objectKind=note`)).toEqual([note?.id]);
    expect(await found('objectKind=note&from=2026-11-24T12:00:00%2B09:00')).toEqual([note?.id]);
    expect(await found('objectKind=note&to=2026-11-24T12:00:00%2B09:00')).toEqual([]);
  });

  test('comes in pages without a gap and without a double', async () => {
    const all = (await list('limit=100')).items.map(({ id }) => id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = await list(
        `limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all);
  });

  test('is for those who have the permission only', async () => {
    const reader = (await loop.key({ permissions: ['read'] })).key;
    for (const path of [
      '/v1/audit',
      `/v1/audit/export?${PERIOD}`,
      '/v1/audit/anchors',
      '/v1/audit/anchor-mail',
    ]) {
      expect((await loop.call(reader, path)).status, path).toBe(403);
    }
  });

  test('as a whole is not for those who may see some entities only', async () => {
    const limited = (
      await loop.key({ permissions: ['read', 'audit'], entityIds: [loop.organization.usEntityId] })
    ).key;
    expect((await loop.call(limited, `/v1/audit/export?${PERIOD}`)).status).toBe(403);
    expect((await loop.call(limited, '/v1/audit/anchors')).status).toBe(403);
    expect((await readAs(loop.call(limited, '/v1/audit'), AuditPage)).items).toEqual([]);
  });
});

test('anchors by mail are set by an administrator and read by those who may see the trail', async () => {
  const admin = (await loop.key({ permissions: ['read', 'audit', 'admin'] })).key;
  const path = '/v1/audit/anchor-mail';
  const set = (as: string, json: object) => loop.call(as, path, { method: 'PUT', json });
  const json = { isOn: true, addresses: ['archive@auditor.example'] };
  expect((await set(key, json)).status).toBe(403);
  for (const wrong of [
    { isOn: true, addresses: [] },
    { isOn: true, addresses: ['nobody'] },
  ]) {
    expect((await set(admin, wrong)).status).toBe(400);
  }
  expect((await set(admin, json)).status).toBe(204);
  expect(await readAs(loop.call(key, path), AnchorMailSchema)).toMatchObject({ ...json });
});

describe('an export', () => {
  const exported = async (query = PERIOD): Promise<string> => {
    const response = await loop.call(key, `/v1/audit/export?${query}`);
    expect(response.status).toBe(200);
    return response.text();
  };
  const check = async (text: string): Promise<number> => {
    const path = join(folder, 'export.ndjson');
    await writeFile(path, text);
    return verifyExport(path, []);
  };

  test('holds every entry of the period in the order of the chain, and is checked by itself', async () => {
    const anchor = await anchorAudit({ ctx: loop.hub.system(loop.organization.id) });
    const text = await exported();
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const entries = lines.filter(({ type }) => type === 'entry');
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_entry, index) => index + 1));
    const [counted] = await loop.hub.database.owner`
      select count(*)::int as count from audit_entries where organization_id = ${loop.organization.id}`;
    expect(entries).toHaveLength(counted?.['count'] ?? 0);
    expect(lines.filter(({ type }) => type === 'anchor')).toEqual([{ type: 'anchor', ...anchor }]);
    expect(await check(text)).toBe(0);
  });

  test('in which one character was changed, a line taken away or moved, or the end cut off, is refused', async () => {
    const text = await exported();
    const lines = text.trimEnd().split('\n');
    expect(await check(text.replace('note_1', 'note_2'))).toBe(1);
    expect(await check(text.replace('calc', 'cald'))).toBe(1);
    expect(await check(lines.toSpliced(5, 1).join('\n'))).toBe(1);
    expect(await check(lines.toSpliced(5, 2, lines[6] ?? '', lines[5] ?? '').join('\n'))).toBe(1);
    expect(await check(lines.slice(0, -1).join('\n'))).toBe(1);
    expect(await check(lines.toSpliced(-2, 1).join('\n'))).toBe(1);
  });

  test('of a period in which nothing happened is complete and empty', async () => {
    const text = await exported('from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z');
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(await check(text)).toBe(0);
  });

  test('as CSV has no cell that a spreadsheet would run', async () => {
    const text = await exported(`${PERIOD}&format=csv`);
    expect(text.startsWith('sequence,id,occurred_at')).toBe(true);
    const file = await loop.call(key, `/v1/audit/export?${PERIOD}&format=csv`);
    // Without it a spreadsheet takes Japanese for Latin letters.
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 3)
        .toString('hex'),
    ).toBe('efbbbf');
    expect(text).toContain(`"'-2+3, ""quoted""\nand a second line"`);
    expect(text).not.toMatch(/(^|[,\n])"?[=+@-]/m);
  });
});

test('the anchors are listed as they are kept outside', async () => {
  const response = await loop.call(key, '/v1/audit/anchors');
  expect(await response.json()).toEqual({ items: loop.hub.anchors, nextCursor: null });
});

test('an anchor folder keeps one line for each anchor', async () => {
  const { createAnchorFolder } = await import('../../runtime/src/adapters/anchors/create-anchor-folder.ts');
  const store = createAnchorFolder({ folder: join(folder, 'anchors') });
  for (const anchor of loop.hub.anchors) await store.keep(anchor);
  const text = await readFile(join(folder, 'anchors', `${loop.organization.id}.ndjson`), 'utf8');
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(loop.hub.anchors);
});
