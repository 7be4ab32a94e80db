"""How do batteries change the schedule: how many buses does it take, where to split blocks, where to charge?"""
