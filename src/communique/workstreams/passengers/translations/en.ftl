workstream-passengers-question = Which records of passengers does each country collect, keep, mask and share, and do they agree?
