-- The place store of geomap: one SQLite file, opened read-only. docs/gazetteer.md explains it.
-- Degrees are WGS 84 (EPSG:4326); geometry is well-known binary, longitude first.
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE sources (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, licence TEXT NOT NULL,
  credit TEXT NOT NULL, url TEXT NOT NULL
) WITHOUT ROWID;

-- One row a place. admin1 and admin2 are names; origin is what the row's facts were taken from.
CREATE TABLE places (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  feature_class TEXT NOT NULL, feature_code TEXT NOT NULL, country TEXT NOT NULL,
  admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, population INTEGER NOT NULL,
  admin1_code TEXT NOT NULL, prominence REAL NOT NULL, accuracy_km REAL, source TEXT NOT NULL,
  origin TEXT NOT NULL, note TEXT NOT NULL
);
CREATE UNIQUE INDEX places_by_id ON places (id);

-- Folded names; kind: 0 official, 1 alternate, 2 abbreviation, 3 demonym, 4 historic.
CREATE TABLE names (
  folded TEXT NOT NULL, score REAL NOT NULL, place INTEGER NOT NULL, kind INTEGER NOT NULL,
  name TEXT, PRIMARY KEY (folded, score DESC, place)
) WITHOUT ROWID;

-- Consonants of folded names, for similar spellings.
CREATE TABLE sounds (
  sound TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (sound, folded)
) WITHOUT ROWID;

-- Areas of places; kind: official, approximate or disc.
CREATE TABLE areas (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, note TEXT NOT NULL, country TEXT NOT NULL,
  feature_code TEXT NOT NULL, west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL,
  north REAL NOT NULL, geometry BLOB NOT NULL
);

CREATE TABLE borders (
  id TEXT PRIMARY KEY, country_a TEXT NOT NULL, country_b TEXT NOT NULL, status TEXT NOT NULL,
  note TEXT NOT NULL, claimed_by TEXT NOT NULL, aliases TEXT NOT NULL,
  west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL,
  geometry BLOB NOT NULL
);

CREATE TABLE crossings (
  id TEXT PRIMARY KEY, country_a TEXT NOT NULL, country_b TEXT NOT NULL, kind TEXT NOT NULL,
  major INTEGER NOT NULL, accuracy_km REAL NOT NULL, settlement_a TEXT NOT NULL,
  settlement_b TEXT NOT NULL, aliases TEXT NOT NULL, note TEXT NOT NULL
);

CREATE TABLE disputed (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, claimed_by TEXT NOT NULL, administered_by TEXT NOT NULL,
  lat REAL, lon REAL, radius_km REAL, note TEXT NOT NULL, source TEXT NOT NULL
);

CREATE VIRTUAL TABLE boxes USING rtree(n, south, north, west, east);
