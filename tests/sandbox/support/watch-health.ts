import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { LagMeter } from './measure-lag.ts';

const EVERY_MS = 20;

/** How often `/healthz` was asked, and how long the slowest answer took beyond what the machine kept all waiting. */
export type HealthWatch = { stop(): Promise<{ answers: number; slowestMs: number }> };

/** Asks a hub again and again whether it is up, one request after the other, over one connection. */
export function watchHealth(url: string, lag: LagMeter): HealthWatch {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let isWatching = true;
  const watched = (async () => {
    const took: number[] = [];
    while (isWatching) {
      const lagBefore = lag.totalMs();
      const askedAt = performance.now();
      await ask(`${url}/healthz`, agent);
      took.push(performance.now() - askedAt - (lag.totalMs() - lagBefore));
      await pause(EVERY_MS);
    }
    return { answers: took.length, slowestMs: Math.max(...took) };
  })();
  return {
    async stop() {
      isWatching = false;
      const seen = await watched;
      agent.destroy();
      return seen;
    },
  };
}

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`the hub answered ${response.statusCode}`));
      });
    }).once('error', reject);
  });
}
