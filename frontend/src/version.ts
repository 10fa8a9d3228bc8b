// Which version of the module runs: its address has it.

const OWN = new URL(import.meta.url).searchParams.get("v");

/** Whether Home Assistant has another module than the one that this page has loaded. */
export const isOutdated = (current: string | undefined, own: string | null = OWN): boolean =>
  Boolean(current && own) && current !== own;
