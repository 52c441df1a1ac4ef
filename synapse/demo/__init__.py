"""A local Discord on loopback, and a club that lives in it: for the demo, the tests and the benchmarks."""
