"""Who did what with which record, and can anybody prove that the log was not changed since?

An append-only log by RFC 6962: entries without personal data (`entries`), under keyed names (`pseudonyms`), in a tree
(`merkle`) whose heads are signed (`heads`) and countersigned by witnesses (`witness`); `verifying` needs the exported
file and the public key, nothing else.
"""
