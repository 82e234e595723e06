"""Whether a sentence denies what is told in it, asks after it, forbids it, or gives it as a policy's words."""

from __future__ import annotations

import pytest

from imr_tui.prose.taken_back import is_taken_back


def taken_back(marked: str) -> bool:
    """Whether a sentence takes back what stands between its bars."""
    ahead, phrase, behind = marked.split("|")
    return is_taken_back(ahead + phrase + behind, len(ahead), len(ahead) + len(phrase))


@pytest.mark.parametrize(
    "marked",
    [
        "There is nothing to suggest that Anna |provoked| the assault.",
        "The review found no sign that she had |refused| any help.",
        "It cannot be said that she |failed to protect| them.",
        "None of the officers thought that she |was lying|.",
        "No officer asked why she had |withdrawn| her statement.",
        "|Why she did not answer| the door was not asked.",
        "Learning: officers are not to describe victims as |uncooperative|.",
        "Supervisors should question entries which say that a victim |failed to engage|.",
        "The training will cover why a victim may |go back to| an abuser.",
        "National guidance warns that a victim may |minimise| what has happened.",
        "That sentence may have led those who read it to |place less weight on| her account.",
        "The assumption that Tyler was |choosing to run| away was wrong.",
        "Officers thought that she was |exaggerating|, a belief which the medical evidence disproves.",
        "The officer assumed that she was |unstable|, and there was nothing to suggest it.",
        "It was assumed that she was |drunk|, and there was no basis for this in the record.",
        "The view that she |should have left| is common, and it leaves out what he had said.",
    ],
)
def test_what_is_taken_back(marked: str) -> None:
    assert taken_back(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "There is nothing to suggest that officers erred, as she had |refused| to help.",
        "The policy was followed, but Anna |failed to engage|.",
        "The policy requires a statement, |which Anna refused to give|.",
        "Officers are not to blame for her |refusal| to engage.",
        "They should not be judged harshly when the victim |was uncooperative|.",
        "There is little doubt that Anna |provoked| him.",
        "Officers did not know whether to |believe her story|.",
        "It is not clear why she |did not leave| him.",
        "Although the training says that it is hard, she |should have left|.",
    ],
)
def test_what_is_told_as_so(marked: str) -> None:
    assert not taken_back(marked)
