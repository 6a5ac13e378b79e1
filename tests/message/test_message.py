"""Messages read to trees and printed again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dogwatch.errors import MessageSyntaxError
from dogwatch.message import Context, Transition, parse, read, render, told
from dogwatch.message.blocks import BLOCKS
from tests.corpus import corpus

PIECES = (
    *("{{#is_alert}}", "{{/is_alert}}", "{{^is_recovery}}", "{{/is_recovery}}", "{{else}}", "{{ else }}"),
    *('{{#is_match "a.name" "b"}}', "{{^is_exact_match 'a.name' '' 'c'}}", "{{/is_match}}", "{{/is_exact_match}}"),
    *(
        "{{value}}",
        "{{{event.text}}}",
        "{{[a.b].name}}",
        "{{@a.name}}",
        '{{eval "round(value/60, 2)"}}',
        '{{eval "1/"}}',
    ),
    *("{{local_time 'last_triggered_at' 'Asia/Tokyo'}}", "{{override_priority 'P1'}}", '{{urlencode "a.name"}}'),
    *("{{!-- ", " --}}", "{{! ", "{{{{raw}}}}", "{{{{/raw}}}}", "{{{{is_match 'a' 'b'}}}}", "{{{{/is_match}}}}"),
    *("{{", "}}", "{{{", "}}}", "{{{{", "}}}}", "{", "}", '"', "'", "\n", "words ", " @slack-a ", "@pagerduty-b", "é"),
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
CONTEXT = Context(value=63.0, last_triggered_at=1.6e9, tags={"a": ["b"], "a.b": ["x"]}, more={"event": {"text": "<b>"}})


@given(TEXTS)
@example("{{#is_alert}}a{{#is_match 'a' 'b'}}b{{else}}c{{/is_match}}{{else}}d{{/is_alert}}e")
def test_a_text_that_was_read_is_printed_letter_for_letter(text: str) -> None:
    assert str(read(text)) == text


@given(TEXTS, st.sampled_from(Transition))
def test_any_text_is_rendered(text: str, transition: Transition) -> None:
    rendered = render(text, Context(transition=transition, value=1.0, tags={"a": ["b"]}))

    assert set(rendered.handles) <= set(told(text, transition)) or "{{" in text
    assert read(text).error is None or rendered.text == text


@given(st.lists(st.sampled_from(PIECES[14:]), max_size=8).map("".join))
def test_what_has_no_tags_is_rendered_as_it_stands(text: str) -> None:
    if "{{" not in text:
        assert render(text, CONTEXT).text == text


@given(TEXTS)
def test_every_mistake_has_a_place_in_the_text(text: str) -> None:
    for mistake in read(text).mistakes:
        assert 0 <= mistake.at <= len(text)
        assert mistake.seen
        assert mistake.remedy


@pytest.mark.parametrize(
    ("text", "at", "seen", "remedy"),
    [
        ("a {{#is_alert}}b", 2, "the block is_alert does not end", "end it with {{/is_alert}}"),
        ("a{{/is_alert}}", 1, "{{/is_alert}} ends no block", "begin it with {{#is_alert}}, or leave it out"),
        ("{{#is_alert}}{{/is_warning}}", 13, "{{/is_warning}} ends no block", "begin it with {{#is_warning}}"),
        ("a{{else}}b", 1, "{{else}} stands in no block", "leave it out, or begin a block"),
        ("{{^is_alert}}{{else}}{{else}}{{/is_alert}}", 21, "a second {{else}} stands in the block", "leave it out"),
        ("a {{value", 2, "'{{' does not end", "end it with }}"),
        ("{{value}}}", 9, "there is a brace too many", "write as many braces"),
        ("{{{value}}", 0, "'{{{value}}' does not end", "end it with }}}"),
        ("{{}}", 2, "nothing stands here", "write a variable"),
        ("{{ <TEXT> }}", 3, "'<TEXT>' has no place here", "write a variable"),
        ("{{host.name web}}", 12, "'web' has no place here", "leave it out"),
        ("{{upper 'host.name'}}", 2, "'upper' is no function", "write one of eval, local_time"),
        ("{{local_time 'last_triggered_at'}}", 32, "local_time takes 2 in quotes, and has 1", "write as many"),
        ("{{#is_match (eval 'value'}}x{{/is_match}}", 25, "the parenthesis does not end", "end it with )"),
        ("{{> partial}}", 2, "Datadog documents no partials", "write a variable or a block"),
        ("{{~value}}", 2, "Datadog documents no ~", "write a variable or a block"),
        ("{{#is_alert}}a{{else if value}}b{{/is_alert}}", 21, "'if value' has no place here", "leave it out"),
        ("{{!-- a", 0, "the comment does not end", "end it with --}}"),
        ("{{{{raw}}}} a", 0, "the raw text does not end", "write {{{{raw}}}} in front of it"),
        ("{{{{/raw}}}}", 0, "the raw text does not end", "write {{{{raw}}}} in front of it"),
    ],
)
def test_what_is_no_message_says_where_and_why(text: str, at: int, seen: str, remedy: str) -> None:
    with pytest.raises(MessageSyntaxError) as error:
        parse(text)

    assert error.value.seen.startswith(seen)
    assert error.value.remedy.startswith(remedy)
    assert error.value.at == at


@pytest.mark.parametrize(
    ("text", "at", "seen", "remedy"),
    [
        ("{{#is_alerts}}x{{/is_alerts}}", 3, "there is no block 'is_alerts'", "did you mean is_alert?"),
        ("{{#if value}}x{{/if}}", 3, "Datadog documents no block 'if'", "write one of is_alert"),
        ("{{#is_match 'host.name'}}x{{/is_match}}", 3, "is_match has too little to compare", "write it as in"),
        ("{{#is_priority 'P9'}}x{{/is_priority}}", 3, "is_priority has no priority", "write one of 'P1' to 'P5'"),
        ("{{override_priority '1'}}", 2, "override_priority has no priority", "write one of 'P1' to 'P5'"),
        ("{{local_time 'last_triggered_at' 'Mars'}}", 34, "'Mars' is no time zone", "write one as in 'Asia/Tokyo'"),
        ('{{eval "value +"}}', 15, "the expression ends too early", "write a variable or a number"),
        ('{{eval "rund(value)"}}', 8, "'rund' is no function of eval", "did you mean 'round'?"),
        ('{{eval "round()"}}', 14, "')' has no place here", "write an operator or the end"),
        ('{{eval "abs(1, 2)"}}', 8, "abs takes 1 values, and has 2", "write as many"),
        ('{{eval "2 value"}}', 10, "'value' has no place here", "write an operator or the end"),
        ("{{eval value}}", 2, "the expression of eval is no text", "write it in quotes"),
        ("x {{#is_match (eval '1+') 'b'}}y{{/is_match}}", 23, "the expression ends too early", "write a variable"),
    ],
)
def test_what_never_comes_true_says_where_and_why(text: str, at: int, seen: str, remedy: str) -> None:
    message = parse(text)
    (flaw,) = message.flaws

    assert flaw.seen.startswith(seen)
    assert flaw.remedy.startswith(remedy)
    assert flaw.at == at


def test_the_place_is_pointed_at() -> None:
    (flaw,) = read("It is {{local_time 'last_triggered_at' 'Nowhere'}} there.").mistakes

    assert flaw.shown.splitlines() == [
        "It is {{local_time 'last_triggered_at' 'Nowhere'}} there.",
        f"{' ' * 40}^",
    ]


def test_messages_that_differ_in_their_texts_share_a_tree() -> None:
    assert read("a {{value}} b").frame is read("c {{value}} d").frame


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("{{host.name}} {{ [k8s.pod].name }} {{{@http.url.name}}} {{host.name}}", ("host", "k8s.pod")),
        ("{{#is_alert}}{{a.name}}{{else}}{{b.name}}{{/is_alert}}", ("a", "b")),
        ('{{eval "strip(table.name, \'_\')"}} {{eval "-(value + x.name)"}}', ("table", "x")),
        ("{{value}} {{host.ip}} {{log.tags.env}} {{!-- {{c.name}} --}} {{{{raw}}}}{{d.name}}{{{{/raw}}}}", ()),
    ],
)
def test_names_the_tags_whose_values_it_shows(text: str, tags: tuple[str, ...]) -> None:
    assert read(text).tags == tags


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_of_the_language_is_known(name: str) -> None:
    arguments = {"is_match": " 'a' 'b'", "is_exact_match": " 'a' 'b'", "is_priority": " 'P1'"}.get(name, "")
    assert read(f"{{{{#{name}{arguments}}}}}x{{{{/{name}}}}}").mistakes == []


@pytest.mark.parametrize("depth", [50, 51])
def test_blocks_nest_fifty_levels(depth: int) -> None:
    text = "{{#is_alert}}" * depth + "x" + "{{/is_alert}}" * depth
    assert (read(text).error is None) is (depth == 50)


def test_expressions_nest_fifty_levels() -> None:
    assert read(f'{{{{eval "{"(" * 50}1{")" * 50}"}}}}').flaws == []
    assert "deeper" in read(f'{{{{eval "{"-" * 90_000}1"}}}}').flaws[0].seen


def shipped(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.json")):
        body = json.loads(file.read_text(encoding="utf-8"))
        body = body.get("definition", body)
        yield from ((f"{file.name}: {field}", body[field]) for field in ("message", "name") if body.get(field))


def test_every_published_message_is_read() -> None:
    texts = list(shipped(corpus("monitors")))
    wrong = [f"{where}: {mistake}" for where, text in texts for mistake in read(text).mistakes]
    with_tags = sum("{{" in text for _, text in texts)
    print(f"{len(texts) - len(wrong)} of {len(texts)} messages and names are read, {with_tags} of them have tags")
    assert wrong == []
    assert all(str(read(text)) == text for _, text in texts)
