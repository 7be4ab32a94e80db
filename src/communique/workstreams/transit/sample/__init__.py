"""What does a small agency's feed look like: three that do not exist, generated, one for each setting?"""

from __future__ import annotations

from communique.workstreams.transit.sample.city import AGENCIES, agency, depots
from communique.workstreams.transit.sample.writing import sample_tables, write_sample

__all__ = ["AGENCIES", "agency", "depots", "sample_tables", "write_sample"]
