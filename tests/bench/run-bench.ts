import { benchAudit } from './bench-audit.ts';
import { benchBilling } from './bench-billing.ts';
import { benchBoard } from './bench-board.ts';
import { benchDryRun } from './bench-dry-run.ts';
import { benchFlood } from './bench-flood.ts';
import { benchFreshClone } from './bench-fresh-clone.ts';
import { benchInbox } from './bench-inbox.ts';
import { benchIngest } from './bench-ingest.ts';
import { benchLatency } from './bench-latency.ts';
import { benchMappingRows } from './bench-mapping-rows.ts';
import { benchMappingScripts } from './bench-mapping-scripts.ts';
import { benchN8n } from './bench-n8n.ts';
import { benchRecords } from './bench-records.ts';
import { benchRender } from './bench-render.ts';
import { benchRules } from './bench-rules.ts';
import { benchStart } from './bench-start.ts';
import { type Figure, printReport } from './report.ts';

const BENCHES: Record<string, () => Promise<Figure[]>> = {
  render: benchRender,
  start: benchStart,
  ingest: benchIngest,
  flood: benchFlood,
  records: benchRecords,
  latency: benchLatency,
  board: benchBoard,
  inbox: benchInbox,
  audit: benchAudit,
  billing: benchBilling,
  'mapping-scripts': benchMappingScripts,
  'mapping-rows': benchMappingRows,
  rules: benchRules,
  n8n: benchN8n,
  'dry-run': benchDryRun,
  'fresh-clone': benchFreshClone,
};

const wanted = process.argv.slice(2);
const names = wanted.length === 0 ? Object.keys(BENCHES) : wanted;
const figures: Figure[] = [];
for (const name of names) {
  const bench = BENCHES[name];
  if (bench === undefined) {
    process.stderr.write(`No bench is called "${name}". There are: ${Object.keys(BENCHES).join(', ')}.\n`);
    process.exit(2);
  }
  process.stderr.write(`measuring ${name} …\n`);
  figures.push(...(await bench()));
}
printReport(figures, (text) => process.stdout.write(text));
