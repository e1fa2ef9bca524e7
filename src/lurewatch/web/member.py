"""Who asks: an account as a member of the desk."""

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest

from lurewatch.errors import NotAllowed
from lurewatch.model.member import Member, Role

SECOND = frozenset((Role.OFFICER, Role.LEAD, Role.ADMINISTRATOR))  # who must sign in with a second factor


def role_of(user: User | AnonymousUser) -> Role | None:
    """What an account is: the role of its group; a person where it has none, nothing where nobody signed in."""
    if not isinstance(user, User) or not user.is_active:
        return None
    names = {group.name for group in user.groups.all()}
    return next((role for role in reversed(Role) if role in names), Role.PERSON)


def member_of(request: HttpRequest) -> Member:
    """The member who asks; NotAllowed where nobody signed in."""
    user = request.user
    role = role_of(user)
    if role is None or not isinstance(user, User):
        raise NotAllowed("nobody signed in; sign in")
    return Member(str(user.pk), role, user.email)
