import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { type MappingRunner, NOW } from './mapping-runner.ts';

/** The hub's own sandbox. With several workers the records are given in as many runs, as several jobs give them. */
export function runInSandbox(script: string, workers: number): MappingRunner {
  const sandbox = createSandbox({ workers });
  return {
    name: `the sandbox, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
    async run(items) {
      const share = Math.ceil(items.length / workers);
      const runs = Array.from({ length: workers }, (_, at) =>
        sandbox.run({
          organizationId: 'org_bench',
          script,
          items: items.slice(at * share, (at + 1) * share),
          now: NOW,
        }),
      );
      return (await Promise.all(runs)).flat().map((outcome) => {
        if (!outcome.ok) throw new Error(`a record of the bench failed: ${outcome.detail}`);
        return outcome.value;
      });
    },
    close: () => sandbox.close(),
  };
}
