"""Small tables in the forms of the sources, made up for the tests: no row of theirs."""

import csv
import io

from geomap.read.ucdp import COLUMNS as UCDP_COLUMNS
from geomap.read.ucdp import HXL

UCDP_ROW = {
    "id": "1",
    "relid": "XXX-2001-1-1-1",
    "year": "2001",
    "active_year": "1",
    "code_status": "Clear",
    "type_of_violence": "1",
    "conflict_name": "Boliva: Gov",
    "dyad_name": "Government of Bolivia - Blue Front",
    "side_a": "Government of Bolivia",
    "side_b": "Blue Front",
    "number_of_sources": "1",
    "source_office": "Made-up Wire",
    "source_date": "2001-02-04",
    "source_headline": "Clash at the lake",
    "where_prec": "1",
    "where_coordinates": "Copacabana town",
    "where_description": "at the lake, near\nthe jetty",
    "adm_1": "La Paz department",
    "latitude": "-16.166",
    "longitude": "-69.086",
    "country": "Bolivia",
    "region": "Americas",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2001-02-03 00:00:00.000",
    "date_end": "2001-02-03 00:00:00.000",
    "best": "3",
    "high": "5",
    "low": "3",
    "gwnoa": "145",
}
HDX_COLUMNS = [*UCDP_COLUMNS[:34], "iso3", *UCDP_COLUMNS[34:]]
ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 "
    "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region "
    "country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale "
    "notes fatalities tags timestamp"
).split()
ACLED_ROW = {
    "event_id_cnty": "BOL1",
    "event_date": "16 May 2025",
    "year": "2025",
    "time_precision": "1",
    "event_type": "Protests",
    "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Bolivia)",
    "assoc_actor_1": "Teachers; Farmers",
    "inter1": "Protesters",
    "iso": "68",
    "country": "Bolivia",
    "admin1": "La Paz",
    "location": "Copacabana",
    "latitude": "-16.1660",
    "longitude": "-69.0860",
    "geo_precision": "1",
    "source": "Made-up Wire; Another Wire",
    "notes": 'Teachers marched, chanting "pay us".',
    "fatalities": "0",
    "tags": "crowd size=about 200; women",
}


def ucdp(*changes, columns=UCDP_COLUMNS, header=True, hxl=False, line_end="\r\n"):
    """Return a GED file of one row a change."""
    rows = [{**UCDP_ROW, "iso3": "BOL", "id": str(i), **c} for i, c in enumerate(changes, 1)]
    head = ([columns] if header else []) + ([[HXL.get(c, "") for c in columns]] if hxl else [])
    return delimited([*head, *([row.get(c, "") for c in columns] for row in rows)], line_end)


def acled(*changes, columns=ACLED_COLUMNS, delimiter=",", line_end="\n"):
    """Return an ACLED export of one row a change."""
    rows = [{**ACLED_ROW, "event_id_cnty": f"BOL{i}", **c} for i, c in enumerate(changes, 1)]
    cells = [[row.get(c, "") for c in columns] for row in rows]
    return delimited([columns, *cells], line_end, delimiter)


def gdelt(*changes, width=61):
    """Return a GDELT file of one row a change."""
    from geomap.read.gdelt import COLUMNS

    base = {
        "SQLDATE": "20240105",
        "Actor1Name": "PERU",
        "Actor1CountryCode": "PER",
        "EventCode": "190",
        "EventRootCode": "19",
        "QuadClass": "4",
        "NumMentions": "4",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Puno, Puno, Peru",
        "ActionGeo_CountryCode": "PE",
        "ActionGeo_Lat": "-15.8402",
        "ActionGeo_Long": "-70.0219",
        "ActionGeo_FeatureID": "-352647",
        "DATEADDED": "20240106000000",
        "SOURCEURL": 'https://news.example/"lake"',
    }
    rows = [{**base, "GLOBALEVENTID": str(900 + i), **c} for i, c in enumerate(changes)]
    return "".join("\t".join(r.get(c, "") for c in COLUMNS[width]) + "\n" for r in rows)


def delimited(rows, line_end="\n", delimiter=","):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end, delimiter=delimiter).writerows(rows)
    return text.getvalue()
