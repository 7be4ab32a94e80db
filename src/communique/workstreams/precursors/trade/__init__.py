"""Which flows of the codes that carry listed substances depart from their mirror, their past or their price?"""
