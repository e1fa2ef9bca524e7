"""The case store: tables on Django's ORM, read and written as values of the model.

lines       approaches as the queue shows them      people      tokens, and who stands behind them
contents    conversation and assessment, sealed     audit       the chained log
"""
