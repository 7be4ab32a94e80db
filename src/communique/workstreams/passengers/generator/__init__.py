"""What would a carrier send? Messages of people who do not exist, for tests, for learning and for load.

`trips(n, seed)` draws what is true of each record; `interchange(...)` writes it as a carrier would. Names are made of
syllables, airlines do not exist, telephone numbers are of the range kept for fiction, addresses end in example.org.
"""

from __future__ import annotations

from communique.workstreams.passengers.generator.messages import Form, interchange
from communique.workstreams.passengers.generator.trips import Bag, Leg, Person, Trip, trips

__all__ = ["Bag", "Form", "Leg", "Person", "Trip", "interchange", "trips"]
