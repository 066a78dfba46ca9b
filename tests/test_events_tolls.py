"""How many were killed, in the many ways that news tells it."""

import pytest

from geomap.events.claims import source_of
from geomap.events.tolls import find_tolls


def dead(text: str) -> list[int]:
    return [t.best for t in find_tolls(text) if t.metric == "killed"]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Four polio vaccinators were shot dead on Tuesday.", 4),
        ("Two security officials were killed when a convoy was hit.", 2),
        ("A provincial councillor was shot in the head and died on the way to hospital.", 1),
        ("The blast took two lives.", 2),
        ("The shooting cost the life of one customs officer.", 1),
        ("Shells ended three lives in the hamlet.", 3),
        ("A shepherd bled to death before help came.", 1),
        ("Ten gold diggers suffocated when the pit was hit.", 10),
        ("An army porter lost a leg and later his life on a mine.", 1),
        ("Two soldiers succumbed to their injuries.", 2),
        ("One person was reported killed.", 1),
        ("Three said killed in shelling.", 3),
        ("Six militants reportedly killed in the valley.", 6),
        ("Four villagers are said to have been killed.", 4),
        ("Some 20 people are believed to have died.", 20),
        ("At least 20 were feared dead.", 20),
        ("Both of the soldiers in the vehicle were killed.", 2),
        ("All three occupants were killed.", 3),
        ("Three of them did not survive.", 3),
        ("He was the only fatality.", 1),
        ("Seven charred bodies lay in the bus.", 7),
        ("The number killed stood at five.", 5),
        ("The death toll in the blast at a party's rally in the north-west rises to 15.", 15),
        ("Officials in the town gave the toll as three.", 3),
        ("The group listed 11 soldiers as killed.", 11),
        ("Two gendarmes were fatally wounded.", 2),
        ("A gunfight left four Armenian and three Georgian servicemen dead.", 7),
        ("Nearly 300 soldiers fell in two days of fighting.", 300),
        ("In 2022 eight soldiers fell at Kpendjal.", 8),
        ("Some came to a village of fewer than 500, and two of them died of exposure.", 2),
        ("Fatalities: 6.", 6),
        ("Killed: 3. Wounded: 5.", 3),
        ("More than 30 people were slaughtered in their sleep.", 30),
        ("Three Sudanese soldiers were among those killed.", 3),
        ("Among the dead were a nurse and three patients.", 4),
        ("Three migrants were found dead in a trailer.", 3),
        ("An air strike wiped out a family of six.", 6),
        ("A family of four was killed.", 4),
        ("They opened fire, and two men fell dead.", 2),
        ("A bullet went through the wall and killed Rosa Perez, 61.", 1),
        ("Farmer Juma Ali, 44, was killed.", 1),
        ("In May 2023 Anton Petrov was shot dead by soldiers.", 1),
        ("Killed were eight people.", 8),
        ("Killed in the strike was a 70-year-old man.", 1),
        ("At least two soldiers and an unknown number of rebels were killed.", 2),
        ("Two peacekeepers - a Ghanaian and a Nepali - were killed.", 2),
        ("Gunmen on motorbikes mowed down nine mourners.", 9),
        ('Seven fighters were "martyred", the group said.', 7),
        ('The army killed "more than 20 terrorists".', 20),
        ('Warplanes struck shelters, "neutralising" nine rebels.', 9),
        ("At least six 'militants' killed in the valley.", 6),
        ("Three men who resisted were shot dead.", 3),
        ("A grenade was thrown at a post, killing an officer and a fruit seller.", 2),
        ("A man, his wife and their child were killed when a shell came through the roof.", 3),
        ("A shell killed a grandmother and her two grandchildren.", 3),
        ("The blast killed the bus driver and three passengers.", 4),
        ("The commissioner was killed along with two bodyguards.", 3),
        ("Gunmen stormed the embassy, killing its head of security.", 1),
        ("A third docker has died in hospital.", 3),
        ("Bomb kills police chief, 2 others in southwest town", 3),
        ("Attack leaves security official dead, two injured", 1),
        ("Guards fired on a group of them near the river, killing two and wounding one.", 2),
        ("Eleven civilians, four of them children, lost their lives.", 11),
        ("The mine blew up under a tractor, and the driver and his son were killed.", 2),
        ("A fence went up over a pit, and two were shot dead.", 2),
    ],
)
def test_first_toll(text: str, best: int) -> None:
    assert dead(text)[0] == best


@pytest.mark.parametrize(
    "text",
    [
        "Twelve goats were killed.",
        "A rocket killed a cow.",
        "The men killed three of its camels.",
        "A local emergency room counted the hours.",
        "The deal was killed by parliament.",
        "Three trees fell near Goma.",
        "Three shells fell in heavy fighting near the mill.",
        "He died in 1994.",
        "Troops captured two villages.",
        "Two attacks were claimed by the group.",
    ],
)
def test_no_victims(text: str) -> None:
    assert dead(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The two soldiers were killed.",
        "He died of his wounds.",
        "Both died at the scene.",
        "Two of the wounded died overnight.",
        "Three more died of burns.",
        "The bodies of the two shepherds were handed over.",
    ],
)
def test_part_of_what_was_told(text: str) -> None:
    assert [t.partial for t in find_tolls(text) if t.metric == "killed"] == [True]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army said on Monday it killed five rebels.", "the army"),
        ("However, Kabul claimed that 58 soldiers were killed.", "Kabul"),
        ("It rained.", ""),
    ],
)
def test_source(text: str, source: str) -> None:
    assert source_of(text) == source


def test_a_clause_between_is_no_aside() -> None:
    text = "A truce agreed in X last May, after clashes in which dozens of people died, had held."
    assert dead(text) == [12]
