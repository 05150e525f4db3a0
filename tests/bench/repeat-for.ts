/** How often a second all works together were done, each repeated on its own, one time after the other. */
export async function repeatFor(seconds: number, works: (() => Promise<unknown>)[]): Promise<number> {
  const startedAt = performance.now();
  const deadline = startedAt + seconds * 1_000;
  let done = 0;
  const repeat = async (work: () => Promise<unknown>): Promise<void> => {
    while (performance.now() < deadline) {
      await work();
      done += 1;
    }
  };
  await Promise.all(works.map(repeat));
  return done / ((performance.now() - startedAt) / 1_000);
}
