"""Which fields can be measured? One folder each, independent of one another and of any summit."""
