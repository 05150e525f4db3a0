import type { Console } from '../../console-env.ts';
import type { Guards, Pages } from '../../guards.ts';
import { actOnVersion, VERSION_FORMS } from './act-on-version.ts';
import { edit, showEditor } from './edit.tsx';
import { changeFixture } from './fixtures.ts';
import { showMappings } from './mappings.tsx';
import { showPreview } from './preview.tsx';
import { showRun, showStartRun, startRun, steerRun } from './runs.tsx';
import { showVersion } from './version.tsx';

/** The mapping studio: mappings, their versions, the editor of a draft, and runs over stored records. */
export function mountMappingPages(pages: Pages, parts: Console, { page, form, largeForm }: Guards): void {
  pages.get('/mappings', page, (c) => showMappings(c, parts));
  pages.get('/mappings/runs/:id', page, (c) => showRun(c, parts, c.req.param('id')));
  for (const how of ['stop', 'resume'] as const) {
    pages.post(`/mappings/runs/:id/${how}`, form, (c) => steerRun(c, { runId: c.req.param('id'), how }));
  }
  pages.get('/mappings/:id', page, (c) => showVersion(c, parts, c.req.param('id')));
  pages.get('/mappings/:id/edit', page, (c) => showEditor(c, parts, c.req.param('id')));
  pages.post('/mappings/:id/edit', largeForm, (c) => edit(c, parts, c.req.param('id')));
  pages.post('/mappings/:id/preview', largeForm, (c) => showPreview(c, parts, c.req.param('id')));
  for (const name of VERSION_FORMS) {
    pages.post(`/mappings/:id/${name}`, form, (c) =>
      actOnVersion(c, parts, { versionId: c.req.param('id'), form: name }),
    );
  }
  for (const how of ['take', 'remove'] as const) {
    pages.post(`/mappings/:id/fixtures/${how}`, form, (c) =>
      changeFixture(c, parts, { versionId: c.req.param('id'), how }),
    );
  }
  for (const [path, kind] of [
    ['dry-runs', 'dry_run'],
    ['backfills', 'backfill'],
  ] as const) {
    pages.get(`/mappings/:id/${path}`, page, (c) =>
      showStartRun(c, parts, { versionId: c.req.param('id'), kind }),
    );
    pages.post(`/mappings/:id/${path}`, form, (c) =>
      startRun(c, parts, { versionId: c.req.param('id'), kind }),
    );
  }
}
