"""The peer's half of `exchange_policy.py`: the same requests by cedarpy. Run in an environment of its own."""

from __future__ import annotations

import json
import sys
import time

import cedarpy

POLICY = """permit(principal, action, resource) when {
  ["terrorism", "serious_crime"].contains(context.purpose) &&
  context.category != "sensitive" &&
  (context.age_days <= 1278 || (context.age_days <= 2190 && context.case)) &&
  (!["name", "contact", "apis"].contains(context.category) || context.age_days <= 730 ||
    (context.case && context.court_order))
};"""
ENDS = {"principal": 'P::"a"', "action": 'Action::"disclose"', "resource": 'R::"r"'}


def main(file: str) -> None:
    """Decisions and seconds of one batch, the policies parsed before."""
    with open(file, encoding="utf-8") as opened:
        contexts = json.load(opened)
    requests = [{**ENDS, "context": context} for context in contexts]
    policies = cedarpy.PolicySet.from_str(POLICY)
    cedarpy.is_authorized_batch(requests[:100], policies, [])
    start = time.perf_counter()
    found = cedarpy.is_authorized_batch(requests, policies, [])
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "allowed": [each.allowed for each in found]}))


main(sys.argv[1])
