from bot.people import Author, Authors, People


def test_authors_are_remembered_for_a_while() -> None:
    authors = Authors(limit=3)
    for message in range(10):
        authors.wrote(message, Author(message * 10, is_person=True))
    assert [authors.of(message) for message in (7, 8, 9)] == [Author(n, is_person=True) for n in (70, 80, 90)]
    assert authors.of(0) is None


def test_a_bot_stays_a_bot_when_it_leaves() -> None:
    people = People()
    people.saw(1, is_bot=False)
    people.saw(2, is_bot=True)
    assert (people.is_person(1), people.is_person(2), people.is_person(3)) == (True, False, None)
    people.left(1)
    people.left(2)
    assert (people.is_person(1), people.is_person(2)) == (None, False)
