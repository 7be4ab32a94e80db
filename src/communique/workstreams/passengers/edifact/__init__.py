"""How is an EDIFACT interchange cut into segments, byte by byte, whatever its sender did to it?"""
