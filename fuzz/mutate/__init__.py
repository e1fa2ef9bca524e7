"""Changes to inputs that keep their structure, so that what lies behind a format's first check is reached too.

Which change fits is told from the input itself, so that a new format of JSON, lines or archives needs none of its own.
"""
