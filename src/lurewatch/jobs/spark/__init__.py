"""Campaigns among the conversations of very many organisations, linked on Apache Spark."""
