"""Communique."""
