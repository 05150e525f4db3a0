/** Does a work, which never throws, again and again with a pause between. `stop` resolves when it is over. */
export function repeatUntilStopped(pauseMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let isStopping = false;
  let wake = (): void => undefined;
  const running = (async () => {
    while (!isStopping) {
      await work();
      if (isStopping) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs).unref();
      });
    }
  })();
  return {
    stop: async () => {
      isStopping = true;
      wake();
      await running;
    },
  };
}
