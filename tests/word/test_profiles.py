import pytest

from imr_tui.errors import ExitStatus, InputError, RefusedError

BODY = "# Overview\n\nA secret outline with [F1].\n\n## E1: Call\n\n- Date: 1 May 2023\n\nShouting [E1], [F1].\n\n# Rest\n\n## F1: Found\n\n- Events: E1\n\n## R1: Do\n\nDo it.\n\n### A1: Step\n\n- Owner: Ann\n"


def test_the_chronology_alone(export):
    made = export(BODY, profile="chronology")

    assert made.titles() == ["Chronology of police contact"]
    assert made.tables()[0][1][:2] == ["E1", "1 May 2023"]
    assert made.paragraphs("FrontHeading") == ["Individual Management Review: chronology"]
    assert "secret" not in made.words()
    assert made.links() == [("E1", "record_E1")]
    assert b'w:orient="landscape"' in made.parts["word/document.xml"]


def test_the_action_plan_alone(export):
    made = export(BODY, profile="action-plan")

    assert made.titles() == ["Actions under each recommendation"]
    assert made.tables()[0][1][0] == "R1: Do it."
    assert set(made.bookmarks()) == {"record_R1", "record_A1"}
    assert "secret" not in made.words()


@pytest.mark.parametrize("profile", ["chronology", "action-plan"])
def test_a_profile_with_nothing_in_it_says_so(export, profile):
    assert "Not stated" in export("# One\n\nText.", profile=profile).words()


def test_pseudonyms_are_refused_with_a_next_step(export):
    with pytest.raises(RefusedError) as caught:
        export(BODY, profile="pseudonyms")

    assert caught.value.exit_status is ExitStatus.NOT_SETTLED
    assert caught.value.hint


def test_an_unknown_profile_is_an_input_error(export):
    with pytest.raises(InputError, match="full, pseudonyms, chronology, action-plan"):
        export(BODY, profile="full ")


@pytest.mark.parametrize(
    ("body", "front"),
    [
        ("# One\n\nText <!-- never closed\n\n# Two\n", "+++\nimr = 1\n"),
        ("# One\n\nText.", "+++\nimr = \n"),
        ("# One\n\n[E2]: https://example.org\n\nText.", "+++\nimr = 1\n"),
        ("# One\n\n" + "\n".join("  " * n + "- deep" for n in range(20)), "+++\nimr = 1\n"),
    ],
    ids=["open comment", "unreadable front matter", "text read as a definition", "nested too deep"],
)
def test_nothing_is_exported_that_would_lack_text_or_marking(export, body, front):
    with pytest.raises(RefusedError) as caught:
        export(body, front=front)

    assert caught.value.hint
