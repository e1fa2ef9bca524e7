"""Reads what people export: files, folders and archives in; messages, connections and gaps out."""
