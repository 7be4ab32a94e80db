"""What do the 19 elements of thousands of records hold? A table of typed values, made in columns and not one by one."""
