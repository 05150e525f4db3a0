import { measureYearInPostgres } from './billing/measure-year-in-postgres.ts';
import { openBenchHub } from './billing/zz-open.ts';

const b = await openBenchHub();
try {
  console.log(JSON.stringify(await measureYearInPostgres(b)));
} finally {
  await b.close();
}
