"""What does each segment of a message say, of which record, passenger and flight?"""
