"""When events happened, in short texts: days of other sentences, of headings and of reports."""

from datetime import date

import pytest

from geomap.events import find_crossing_reports, find_events
from geomap.events.dates import find_dates
from geomap.events.seams import Seams
from geomap.gazetteer import open as open_gazetteer
from geomap.model import Document
from geomap.pipeline import parse

FRIDAY = date(2025, 3, 14)

#: Text with lines of their own parted by "|"; words of the sentence of an event, its days.
CASES = [
    # words that hang on a day of the same sentence
    ("The raid on Sunday came two days after gunmen killed three soldiers in Djibo.", {"gunmen killed": "2025-03-07"}),
    ("A judge was kidnapped in Gao on 3 March and released five days later. The next morning lawyers in Gao protested.", {"lawyers": "2025-03-09"}),
    ("Rioters burned down the customs house of Mitrovica on Monday, a day after a judge was shot dead there.", {"Rioters": "2025-03-10"}),
    ("A day after shells hit Tine on Saturday, gunmen killed four herders in Kulbus.", {"gunmen killed": "2025-03-09"}),
    ("In the week after the February 15 election, militias killed 40 people in Nampula.", {"militias": "2025-02-16/2025-02-22"}),
    ("A week before Christmas, gunmen killed eight people in Maiduguri.", {"gunmen": "2024-12-18"}),
    ("The post at Chaman was reopened on Monday, four days after it was closed by Afghan guards.", {"reopened": "2025-03-10", "closed": "2025-03-06"}),
    ("An avalanche shut the Larsi crossing on Monday; it reopened to cars on Wednesday evening.", {"shut": "2025-03-10", "reopened": "2025-03-12"}),
    # words that hang on an event that they name
    ("A rocket attack on a base near Sinjar killed three people on Tuesday.|Gunmen ambushed a convoy near Kirkuk last Saturday.|A day before the rocket attack, Iraqi and Turkish officials met in Ankara.", {"officials": "2025-03-10"}),
    # words that hang on the day told last
    ("The two sides will hold talks in Moyale on Monday. A first meeting, on 3 March, broke up without result. Two days after it, raiders killed two men near Sololo.", {"raiders": "2025-03-05"}),
    ("Kyrgyz guards shot dead a soldier at Batken on 14 February. Two days on, tanks shelled Isfara.", {"tanks": "2025-02-16"}),
    ("A drone struck Nyala on Saturday. The next day another killed two guards in Zalingei.", {"killed two": "2025-03-09"}),
    ("In November 2020 soldiers killed eight farmers in Humera. The following month four were killed in an ambush at Dansha.", {"ambush": "2020-12-01/2020-12-31"}),
    ("A mine killed two boys in Tessalit in May 2018. Eight months later gunmen killed four aid workers in Menaka.", {"aid workers": "2019-01-01/2019-01-31"}),
    # a day of the paragraph before
    ("The minibus left Lodwar on Tuesday evening.|Its passengers were asleep when gunmen opened fire. Four men were killed.", {"Four": "2025-03-11"}),
    # days that are not those of the event
    ("Gunmen killed a guard in Ghotki, his family said after the burial on Sunday.", {"guard": "2025-03-08/2025-03-09"}),
    ("Police in Kaya arrested five men on Tuesday, the biggest such sweep since December 18.", {"arrested": "2025-03-11"}),
    ("Residents on Thursday marked the day on which soldiers killed 31 people in Beni on 12 June 2019.", {"soldiers killed": "2019-06-12"}),
    ("Teachers in Muse, some of whom had not been paid since mid-January, protested on Sunday.", {"Teachers": "2025-03-09"}),
    ("Two boys were killed when a mine laid in 1962 went off near Pweto on Saturday.", {"boys": "2025-03-08"}),
    ("A mine laid in 1962 killed two boys near Pweto.", {"mine": "2025-03-13/2025-03-14"}),
    ("Gunmen burned down a bridge built in 2016 at Kitaya.", {"Gunmen": "2025-03-13/2025-03-14"}),
    # plans that somebody told
    ("The minister said the two delegations would meet in Ndola on Monday.", {"delegations": "2025-03-17"}),
    ("Talks were held in Mansa on Tuesday. Another session is to follow at Chirundu on March 28.", {"Another": "2025-03-28"}),
    # days that are
    ("Four pilgrims were killed when raiders stopped a lorry near Torit on 7 March.", {"pilgrims": "2025-03-07"}),
    ("The paper has learnt that bandits raided Bungudu on Thursday last week, killing seven.", {"bandits": "2025-03-06"}),
    ("On 7 March, a Friday, a woman was abducted by gunmen in Kidal.", {"abducted": "2025-03-07"}),
    ("Fighting that erupted in Kulbus on Tuesday has killed nine people.", {"Fighting": "2025-03-11"}),
    ("Police fired tear gas at protesters in Goris for a fourth day on Thursday.", {"tear gas": "2025-03-10/2025-03-13"}),
    ("The incident comes days after gunmen killed a guard in Mirebalais.", {"gunmen": "2025-03-04/2025-03-13"}),
    ("On the eve of Sunday's vote, a bomb killed four people in Mardan.", {"bomb": "2025-03-08"}),
    ("Last month was bloody: on 14 February gunmen killed four people in Kaya.", {"gunmen": "2025-02-14"}),
    ("War came to Humera in November 2020. Soldiers shot dead eight farmers in the town.", {"shot dead": "2020-11-01/2020-11-30"}),
    # the entries of a live page
    ("LIVE: Drones cross the border|19:05 A man has died after last night's strike on Reni.|14:10 Two grenades exploded in Slobozia.", {"grenades": "2025-03-13/2025-03-14"}),
    # headings
    ("11 March|Gunmen attacked a convoy at Abyei, killing three.|12 March|Soldiers shelled Heglig. Last night a mine killed a boy in Kadugli.", {"convoy": "2025-03-11", "Heglig": "2025-03-12", "mine killed": "2025-03-11"}),
    ("Here is what happened on Wednesday, March 12:|- Russian forces shelled Kherson, killing two people.|- Drones hit a depot in Belgorod.", {"shelled": "2025-03-12", "depot": "2025-03-12"}),
    # the period of a report
    ("Situation Report No. 9 (3 - 9 March 2025)|• At least 31 civilians were killed in Masisi during the week.|• Gunmen abducted four traders in Bunia on Tuesday.", {"31 civilians": "2025-03-03/2025-03-09", "traders": "2025-03-04"}),
    ("Reporting period: 1 to 28 February 2025|• Armed men looted a clinic in Renk.", {"looted": "2025-02-01/2025-02-28"}),
    ("Border brief, week ending 9 March|Shells killed a farmer in Vardenis.", {"farmer": "2025-03-03/2025-03-09"}),
    ("INCIDENTS (1-9 March)|Shelling killed a farmer in Toretsk.", {"farmer": "2025-03-01/2025-03-09"}),
    ("Period: 17/02/2025 - 02/03/2025|Armed men looted a store in Pibor.", {"looted": "2025-02-17/2025-03-02"}),
    # a dateline of another day
    ("BAMAKO, March 12 - Jihadists attacked an army base at Boulkessi, killing 30 soldiers.", {"Jihadists": "2025-03-11/2025-03-12"}),
    # a week or less told in the paragraph before the event
    ("On the night of 4 to 5 March, raiders came to Drodro from the hills. Sixteen civilians were killed.", {"Sixteen": "2025-03-04/2025-03-05"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_days(text, wanted):
    document = Document("d", text.replace("|", "\n\n"), published=FRIDAY)
    events = parse(document, open_gazetteer()).events
    for words, days in wanted.items():
        at = document.text.index(words)
        told = [e.when for e in events if any(x.start <= at < x.end for x in e.evidence)]
        start, _, end = days.partition("/")
        assert (start, end or start) in [(str(w.start), str(w.end)) for w in told]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The minister said the two delegations would meet in Ndola on Monday.", "planned"),
        ("Officials announced that the chiefs would hold talks in Pweto next week.", "planned"),
        (
            "He said the envoys would meet in Ndola on Monday if the guns fell silent.",
            "hypothetical",
        ),
        ("The army said it would not hold talks in Goma on Monday.", "negated"),
    ],
)
def test_talks_that_somebody_said_there_would_be(text, status):
    events = parse(Document("d", text, published=FRIDAY), open_gazetteer()).events
    assert [e.status for e in events] == [status]


def test_one_line_that_is_the_day_of_publication_changes_nothing():
    plain = "Guards shot dead a trader at Torkham on Monday. A mine killed a boy in Khost."
    documents = [Document("d", t, published=FRIDAY) for t in (plain, f"14 March 2025\n\n{plain}")]
    days = [[e.when for e in parse(d, open_gazetteer()).events] for d in documents]
    assert days[0] == days[1]
    assert days[0]


def test_another_resolver_is_asked_for_every_time_of_a_text():
    text = "The guards rested on Monday. A mine killed four people in Khost."

    def later(words, published, year):
        return find_dates(words.replace("Monday", "Sunday"), published, year)

    document, gazetteer = Document("d", text, published=FRIDAY), open_gazetteer()
    names = parse(document, gazetteer).toponyms
    ours, other = (
        find_events(document, names, gazetteer, seams)[0].when.start
        for seams in (Seams(), Seams(resolver=later))
    )
    assert (ours, other) == (date(2025, 3, 10), date(2025, 3, 9))


def test_another_resolver_is_asked_for_the_days_of_crossings():
    text = "Pakistan has kept the Torkham crossing with Afghanistan shut since Monday."

    def later(words, published, year):
        return find_dates(words.replace("Monday", "Sunday"), published, year)

    document, gazetteer = Document("d", text, published=FRIDAY), open_gazetteer()
    names, seams = parse(document, gazetteer).toponyms, Seams(resolver=later)
    events = find_events(document, names, gazetteer, seams)
    reports = find_crossing_reports(document, names, gazetteer, seams)
    assert [e.when.start for e in events] == [date(2025, 3, 9)]
    assert [r.since for r in reports] == [date(2025, 3, 9)]


def test_the_following_weekday_counts_from_the_day_told_before():
    text = (
        "Shortly before midnight on Sunday 30 March, gunmen stormed a post near Mandouri, killing "
        "seven soldiers. The following Thursday a bomb went off under a car on the track to Mandouri."
    )
    events = parse(Document("x", text, published=date(2025, 4, 12)), open_gazetteer()).events
    assert [e.when.start for e in events] == [date(2025, 3, 30), date(2025, 4, 3)]
