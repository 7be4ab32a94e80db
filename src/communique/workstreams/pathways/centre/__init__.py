"""How many people can a centre for appointments serve, how long do they wait, and which rota does it need?

Closed forms for pools, overbooking and queues; a run event by event, checked against them; and a rota of least cost
whose waits are simulated anew.
"""
