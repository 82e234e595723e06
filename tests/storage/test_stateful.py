"""Any order of editing, saving, failing, crashing, outside changes, recovery and further sessions loses nothing.

The document is always one that somebody wrote whole, and recovery holds the last snapshot or a later text.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from imr_tui.errors import ConflictError
from imr_tui.storage.faults import NotSavedError
from imr_tui.storage.files import load, save
from imr_tui.storage.lock import LockedError, acquire
from imr_tui.storage.recovery import RecoveryStore

from .conftest import REASONS, Crash, Crashing, Faulty

SEEDS = st.integers(0, 1_000_000)
WORDS = st.text(alphabet="ab é\n", max_size=30)


class Session:
    """Somebody at work: what the application does, without its screen."""

    def __init__(self, path, state):
        self.path, self.state = path, state
        loaded = load(path) if path.exists() else None
        self.lock = acquire(path, state=state)
        self.stamp = loaded.stamp if loaded else None
        self.text = loaded.text if loaded else ""
        self.store = RecoveryStore(state)


class Storage(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="imr-tui-test-"))
        self.path = self.base / "reviews" / "review.md"
        self.state = self.base / "state"
        self.graveyard = self.base / "graveyard"
        for folder in (self.path.parent, self.graveyard):
            folder.mkdir()
        self.count = 0
        self.on_disk = None
        self.session = None
        self.later = []
        """What was typed since the last snapshot that was finished, that one first; as long as it is not saved."""

    def teardown(self):
        shutil.rmtree(self.base)

    def numbered(self, words):
        """A text that no other step has written."""
        self.count += 1
        return f"{self.count}\n{words}\n"

    @initialize(words=st.none() | WORDS)
    def begin(self, words):
        if words is not None:
            self.path.write_text(self.numbered(words))
            self.on_disk = self.path.read_text()
        self.session = Session(self.path, self.state)

    @rule(words=WORDS)
    def edit(self, words):
        self.session.text = self.numbered(words)
        if self.later:
            self.later.append(self.session.text)

    @rule()
    def snapshot(self):
        self.session.store.snapshot(self.path, self.session.text)
        self.later = [self.session.text]

    @rule(words=WORDS, how=st.sampled_from(["in place", "replaced", "removed"]))
    def outside_change(self, words, how):
        if how == "removed":
            self.path.unlink(missing_ok=True)
            self.on_disk = None
            return
        self.on_disk = self.numbered(words)
        if how == "in place":
            self.path.write_text(self.on_disk)
        else:
            other = self.path.with_name("other")
            other.write_text(self.on_disk)
            other.replace(self.path)

    @rule(force=st.booleans())
    def save(self, force):
        mine = self.session.stamp
        is_theirs = self.on_disk is not None and (mine is None or load(self.path).stamp.sha256 != mine.sha256)
        try:
            self.session.stamp = save(self.path, self.session.text, mine, force=force, state=self.state)
        except ConflictError:
            assert is_theirs
            assert not force
            assert self.on_disk != self.session.text
            return
        assert force or not is_theirs or self.on_disk == self.session.text, "somebody else's text was written over"
        self.on_disk = self.session.text

    @rule(nth=st.integers(1, 40), reason=st.sampled_from(REASONS), for_good=st.booleans())
    def save_that_fails(self, nth, reason, for_good):
        operations = Faulty(nth, reason, for_good=for_good)
        try:
            self.session.stamp = save(
                self.path, self.session.text, self.session.stamp, state=self.state, operations=operations
            )
        except ConflictError:
            return
        except NotSavedError as error:
            if error.stamp is None:
                return
            self.session.stamp = error.stamp
        self.on_disk = self.session.text

    @rule(nth=st.integers(1, 12), reason=st.sampled_from(REASONS))
    def snapshot_that_fails(self, nth, reason):
        store = self.session.store
        before, store._operations = store._operations, Faulty(nth, reason)
        try:
            store.snapshot(self.path, self.session.text)
        except NotSavedError:
            assert self.later == [] or self.recovered() in self.later
        else:
            self.later = [self.session.text]
        finally:
            store._operations = before

    @rule(words=WORDS, nth=st.integers(1, 16), seed=SEEDS)
    def crash_while_saving(self, words, nth, seed):
        """The machine goes down in the middle of a save, and comes up again."""
        self.edit(words)
        session = self.session
        operations = Crashing(nth, self.graveyard, seed)
        try:
            save(self.path, session.text, session.stamp, state=self.state, operations=operations)
        except (Crash, ConflictError):
            now = self.path.read_text() if self.path.exists() else None
            assert now in (self.on_disk, session.text)
            self.on_disk = now
        else:
            self.on_disk = session.text
        finally:
            operations.finish()
        self.come_back()

    @rule(words=WORDS, nth=st.integers(1, 12), seed=SEEDS)
    def crash_while_protecting(self, words, nth, seed):
        """The machine goes down in the middle of the second snapshot, and comes up again."""
        self.snapshot()
        self.edit(words)
        operations = Crashing(nth, self.graveyard, seed)
        self.session.store._operations = operations
        try:
            self.session.store.snapshot(self.path, self.session.text)
        except Crash:
            pass
        else:
            self.later = [self.session.text]
        finally:
            operations.finish()
        self.come_back()

    @rule()
    def die(self):
        """The process is killed between two steps."""
        self.come_back()

    def come_back(self):
        """The next session: what was typed since the last snapshot is gone, nothing else."""
        self.session.lock.release()
        for grave in self.graveyard.iterdir():
            grave.unlink()  # or it would count as a further name of the document
        self.session = Session(self.path, self.state)
        self.session.store.reserve(self.path)

    @precondition(lambda self: self.recovered() is not None)
    @rule()
    def recover(self):
        self.session.text = self.recovered()

    @rule()
    def second_session(self):
        with pytest.raises(LockedError) as caught:
            acquire(self.path, state=self.state)
        assert caught.value.holder is not None

    @precondition(lambda self: self.on_disk == self.session.text)
    @rule()
    def leave(self):
        """Close a review that is saved."""
        self.session.store.clear(self.path)
        self.later = []
        assert self.recovered() is None
        self.come_back()

    def recovered(self):
        found = RecoveryStore(self.state).newest(self.path)
        return None if found is None else found.text

    @invariant()
    def the_document_is_whole(self):
        assert (self.path.read_text() if self.path.exists() else None) == self.on_disk

    @invariant()
    def recovery_is_the_last_snapshot_or_later(self):
        if self.later:
            assert self.recovered() in self.later

    @invariant()
    def nothing_lies_about(self):
        names = {entry.name for entry in self.path.parent.iterdir()}
        names -= {name for name in names if name.startswith(".imr-tui-")}
        assert names <= {"review.md", ".review.md.imr-lock"}


Storage.TestCase.settings = settings(
    max_examples=100, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestStorage = Storage.TestCase
