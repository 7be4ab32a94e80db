"""How is a plan shown: as views for any page, as an HTML report in three languages, as tables and as JSON?"""
