"""What do waste, wastewater, herds and open fires emit, by the equations of the IPCC Guidelines?"""
