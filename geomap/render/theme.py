"""The colors of `style` as CSS variables, so that page, marks and legend share one source."""

from __future__ import annotations

from dataclasses import asdict

from geomap.style import PALETTE, Palette

__all__ = ["theme_css"]


def theme_css() -> str:
    """Return the variables of both themes; the reader's system chooses."""
    light, dark = _variables(PALETTE["light"]), _variables(PALETTE["dark"])
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"@media print{{:root{{color-scheme:light;{light}}}}}"
    )


def _variables(palette: Palette) -> str:
    return "".join(f"--{k.replace('_', '-')}:{v};" for k, v in asdict(palette).items())
