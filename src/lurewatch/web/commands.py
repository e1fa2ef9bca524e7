"""What the shell is handed of the pages: serving them, and looking after accounts. Loads Django only when asked."""

from pathlib import Path

from lurewatch.model.member import Role


def add_account(path: Path | None, name: str, role: str, address: str, password: str) -> None:
    """Makes an account of the desk."""
    from lurewatch.web.serving import prepared  # noqa: PLC0415

    prepared(path)
    from lurewatch.web import accounts  # noqa: PLC0415  tables load once Django is set up

    accounts.add(name, Role(role), address, password)


def change_account(path: Path | None, name: str, change: str) -> str:
    """Changes an account: `shut`, `new device`, `token PROGRAM`, or a role; gives a token where one was made."""
    from lurewatch.web.serving import prepared  # noqa: PLC0415

    prepared(path)
    from lurewatch.web import accounts  # noqa: PLC0415

    if change == "shut":
        accounts.shut(name)
    elif change == "new device":
        accounts.forget_device(name)
    elif change.startswith("token "):
        return accounts.token(name, change.removeprefix("token "))
    else:
        accounts.change(name, Role(change))
    return ""
