"""What somebody might write to work the reader's terminal or page instead of the reader."""

ORDERS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2Jcleared",
    "\x1bc",
    "a\rb\x08\x00",
    "line\nbreak\u2028and\u2029more\x85end",
    "\u202egnp.exe",
    "\u2066isolated\u2069",
    "pay\u200bment",
    "\U000e0041tagged",
    "half \ud800 pair",
    "[bold red]markup[/] [link=x]y[/link] :smile:",
    "<script>alert(1)</script>",
    "</mark></style><img src=x onerror=alert(1)>",
    "\"quoted\" 'single' &amp; {{ 7 * 7 }} {% raw %}",
    "Z" + "\u0301" * 60,
)
ALL = " ".join(ORDERS)
