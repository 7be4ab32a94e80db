"""How much energy does a bus need from stop to stop, by trip and block, in heat and cold, and how sure is that?"""
