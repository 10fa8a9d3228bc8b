"""Tells a registration that is being renewed from one that gets no answer.

Both wait for the registrar, for a moment or for ever, and IAX2 has the same
word for them. So what waits has to be seen waiting twice.
"""

from dataclasses import replace

from ..asterisk.registrations import Registration, RegistrationState


class Renewals:
    """Remembers which registrations were seen waiting for the first time."""

    def __init__(self) -> None:
        """Start with none."""
        # As they are believed to be meanwhile, by what each is known by.
        self._believed: dict[tuple[str, str], Registration] = {}

    @property
    def in_doubt(self) -> bool:
        """Whether a registration has to be looked at again soon."""
        return bool(self._believed)

    def believe(
        self, before: tuple[Registration, ...], now: tuple[Registration, ...]
    ) -> tuple[Registration, ...]:
        """Return what is to be believed of registrations that a server lists now.

        `before` is what was believed last. A registration that begins to wait
        is as it was; one that waits at first sight has no state.
        """
        states = {_key(one): one.state for one in before}
        doubted, self._believed = self._believed, {}
        for one in now:
            if one.state is RegistrationState.TRYING and _key(one) not in doubted:
                state = states.get(_key(one))
                if state is not RegistrationState.TRYING:
                    self._believed[_key(one)] = replace(one, state=state)
        return tuple(self._believed.get(_key(one), one) for one in now)


def _key(registration: Registration) -> tuple[str, str]:
    return registration.username, registration.registrar
