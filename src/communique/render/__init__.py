"""How is a view drawn and said: charts, maps, timelines, tables and words, for whichever page shows it?"""
