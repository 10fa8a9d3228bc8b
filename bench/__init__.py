"""Measurements beside the peers and beside the floor. `scripts/bench` runs them.

A module of this package is one section of the table. It has

    TITLE = "Parsing"
    NOTE = "What is compared with what, in one or two sentences."

    def run(quick: bool) -> list[Row]: ...

and its name in `bench.__main__.SECTIONS`. `run` is called once, in a fresh
process of its own whose working directory is the repository, so it may start
event loops, threads and further processes, and leaves none of them behind. It
prints nothing; what is worth saying is in its rows (`bench.row`):

    Row("idle, median", "0.31 ms, floor 0.24 ms", 1.29, AtMost(1.5), watched=True)
    Row("during noise, p99", "5,000 events/s", 3.1, AtMost(5), unit=" ms")
    Row("20 nodes", "median 0.33 ms, p99 0.9 ms")

- `value` is what the target is about: a ratio (unit "x") wherever there is
  something to measure beside, taken in the same run. Machines are noisy, so
  what is compared is measured in turns, round by round, and the medians or the
  least times are compared.
- `watched` is for ratios steady enough to fail a run: one that is more than 30 %
  worse than the one in `ratios.toml` does. A watched row has the same name in
  a quick run and in a full one, and is in both.
- `quick` leaves out what takes long: all sections together have less than a
  minute then, so one has about ten seconds. A full run of all sections has
  a quarter of an hour.
- A target that is not met does not fail the run; where the target is wrong, the
  figures of the row or a row beside it show what the limit is.

A full run of all sections writes `results.md` and `ratios.toml`. To profile a
section: `.cache/venv-bench/bin/pyinstrument -c "from bench import parsing; parsing.run(quick=True)"`.
"""
