"""A mail filter, as Sendmail and Postfix ask one, written by us (docs/decisions/0006-intake.md says why).

`packets`, `protocol`, `negotiation`, `mail`, `session` and `replies` are pure; the rest does the input and output.
"""
