"""The address of the search page holds its whole state, and forgives a link that was cut short."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.engine.protocol import FIELD_NAMES, Filter, Sort
from indexer.engine.query.parser import MAX_CHARACTERS
from webapp.filter_links import FilterLinks
from webapp.paging import last_page, window
from webapp.search_form import SearchForm, parse

words = st.text(alphabet='甲乙 &=#%+/?"“”:~', min_size=1, max_size=8).map(str.strip)
forms = st.builds(
    SearchForm,
    query=words,
    filters=st.lists(
        st.builds(Filter, st.sampled_from(list(FIELD_NAMES)), words.filter(bool)), unique=True, max_size=4
    ).map(lambda filters: tuple(sorted(filters, key=lambda chosen: list(FIELD_NAMES).index(chosen.field)))),
    sort=st.sampled_from(list(Sort)),
    page=st.integers(1, 5000),
)


def arguments(url: str) -> MultiDict[str, str]:
    return MultiDict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


@given(form=forms)
def test_the_address_brings_back_the_same_search(app: Flask, form: SearchForm) -> None:
    with app.test_request_context():
        assert parse(arguments(form.url)) == form


@given(form=forms, field=st.sampled_from(list(FIELD_NAMES)), value=words.filter(bool), again=st.booleans())
def test_a_link_of_a_facet_adds_its_filter_or_takes_it_away(
    app: Flask, form: SearchForm, field: str, value: str, again: bool
) -> None:
    if again and form.filters:
        field, value = form.filters[0].field, form.filters[0].value
    with app.test_request_context():
        link = FilterLinks(form).toggling(field, value)
        assert parse(arguments(link)) == parse(arguments(form.toggled(field, value).url))


@pytest.mark.parametrize(
    ("query_string", "page", "sort"),
    [
        ("q=甲&page=0", 1, Sort.RELEVANCE),
        ("q=甲&page=-3", 1, Sort.RELEVANCE),
        ("q=甲&page=二", 1, Sort.RELEVANCE),
        ("q=甲&page=", 1, Sort.RELEVANCE),
        ("q=甲&page=²", 1, Sort.RELEVANCE),
        ("q=甲&page=99999999999999999999", 1, Sort.RELEVANCE),
        ("q=甲&page=7&sort=date", 7, Sort.DATE),
        ("q=甲&sort=magic", 1, Sort.RELEVANCE),
    ],
)
def test_senseless_values_fall_back_to_the_usual_ones(query_string: str, page: int, sort: Sort) -> None:
    form = parse(MultiDict(parse_qsl(query_string, keep_blank_values=True)))
    assert (form.page, form.sort) == (page, sort)


def test_a_filter_is_added_and_taken_away_by_the_same_link() -> None:
    form = SearchForm("甲", page=3)
    chosen = form.toggled("document", "lighting")
    assert chosen.filters == (Filter("document", "lighting"),)
    assert chosen.page == 1
    assert chosen.toggled("document", "lighting").filters == ()


def test_a_request_asks_for_the_right_ten() -> None:
    request = SearchForm("甲", page=3).request()
    assert (request.offset, request.limit) == (20, 10)


def test_a_filter_named_twice_counts_once_and_an_empty_one_not_at_all() -> None:
    form = parse(MultiDict([("document", "a"), ("document", "a"), ("kind", "")]))
    assert form.filters == (Filter("document", "a"),)


def test_no_filter_is_left_out_in_silence() -> None:
    many = [("document", f"d{number}") for number in range(48)] + [("region", "甲"), ("region", "乙"), ("year", "2019")]
    assert parse(MultiDict(many[:50])).cut == ()
    form = parse(MultiDict([*many, ("year", "2020"), ("genre", "通知"), ("page", "3")]))
    assert form.filters == tuple(Filter(*each) for each in many[:50])
    assert form.page == 1, "further pages would not say it"
    assert form.cut == (
        "条件过多，只按前 50 个筛选，其余 3 个没有计入（年份 2 个、文种 1 个）。请减少条件，或分几次检索。",
    )


def test_a_query_too_long_is_said_to_be_cut() -> None:
    assert parse(MultiDict([("q", " " + "长" * MAX_CHARACTERS + " ")])).cut == ()
    form = parse(MultiDict([("q", "长" * (MAX_CHARACTERS + 1)), ("page", "3")]))
    assert (form.query, form.page) == ("长" * MAX_CHARACTERS, 1)
    assert form.cut == ("检索词过长（2001 个字），只用了前 2000 个字。请缩短后重试。",)


def test_a_filter_too_long_to_be_one_is_said_to_be_cut() -> None:
    form = parse(MultiDict([("document", "长" * 300), ("genre", "长" * 301)]))
    assert [chosen.value for chosen in form.filters] == ["长" * 300, "长" * 300]
    assert form.cut == ("有 1 个条件的值过长，只取了前 300 个字，可能因此没有结果。请检查网址。",)


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2), (100, 10), (101, 11)])
def test_every_hit_has_a_page(total: int, pages: int) -> None:
    assert last_page(total) == pages


@pytest.mark.parametrize(
    ("current", "last", "shown"),
    [
        (1, 1, (1,)),
        (1, 4, (1, 2, 3, 4)),
        (1, 9, (1, 2, 3, None, 9)),
        (4, 9, (1, 2, 3, 4, 5, 6, None, 9)),
        (5, 9, (1, 2, 3, 4, 5, 6, 7, 8, 9)),
        (6, 20, (1, None, 4, 5, 6, 7, 8, None, 20)),
        (20, 20, (1, None, 18, 19, 20)),
    ],
)
def test_the_page_numbers_on_offer(current: int, last: int, shown: tuple[int | None, ...]) -> None:
    assert window(current, last) == shown
