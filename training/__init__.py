"""Scripts that make the figures of `geomap/geoparse/weights` from gold corpora."""
