"""Keys are handed on one by one, each done with before the next."""

from __future__ import annotations

import asyncio

from textual.events import Key

from imr_tui.tui.key_order import KeyOrder


async def worked_off(order: KeyOrder) -> None:
    for _ in range(10_000):
        if not order.is_busy:
            return
        await asyncio.sleep(0)


async def test_a_key_is_done_with_before_the_next_is_taken() -> None:
    seen: list[str] = []

    async def take(key: Key) -> None:
        async def later() -> None:
            for _ in range(10):
                await asyncio.sleep(0)
            seen.append(f"{key.key} is done")

        seen.append(key.key)
        tasks.append(asyncio.create_task(later()))

    tasks: list[asyncio.Task[None]] = []
    order = KeyOrder(take, lambda _error: None)
    assert not order.is_busy
    for name in ("a", "tab", "b"):
        order.add(Key(name, None))
    assert order.is_busy
    await worked_off(order)
    assert seen == ["a", "a is done", "tab", "tab is done", "b", "b is done"]


async def test_what_goes_wrong_is_told_and_later_keys_are_taken() -> None:
    told: list[BaseException] = []
    taken: list[str] = []

    async def take(key: Key) -> None:
        await asyncio.sleep(0)
        if key.key == "a":
            raise ValueError
        taken.append(key.key)

    order = KeyOrder(take, told.append)
    order.add(Key("a", None))
    await worked_off(order)
    assert [type(error) for error in told] == [ValueError]
    order.add(Key("b", None))
    await worked_off(order)
    assert taken == ["b"]
