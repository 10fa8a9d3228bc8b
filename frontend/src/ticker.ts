// One timer for all running clocks on the page; it rests while nobody can see them.

type Tick = () => void;

const ticks = new Set<Tick>();
let timer: number | undefined;

const run = (): void => {
  for (const tick of ticks) tick();
};

const adjust = (): void => {
  const isWanted = ticks.size > 0 && !document.hidden;
  if (isWanted && timer === undefined) {
    timer = window.setInterval(run, 1000);
  } else if (!isWanted && timer !== undefined) {
    window.clearInterval(timer);
    timer = undefined;
  }
};

document.addEventListener("visibilitychange", () => {
  adjust();
  if (!document.hidden) run();
});

/** Be called every second; call what is returned to stop. */
export const everySecond = (tick: Tick): (() => void) => {
  ticks.add(tick);
  adjust();
  return () => {
    ticks.delete(tick);
    adjust();
  };
};
