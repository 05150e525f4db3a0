import type { TestProject } from 'vitest/node';
import { findChromium } from './find-chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser that the tests drive. */
    chromium: string;
  }
}

/** Vitest global set-up: looks for the browser before a hub is started for nothing. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', await findChromium());
}
