"""Following a mailbox over IMAP: what `lurewatch watch` does."""
