"""Can a planner without a command line drop a feed, see its defects, run a plan and take the report along?"""
