"""Measurements behind `docs/quality.md`; run ``python -m benchmarks``."""
