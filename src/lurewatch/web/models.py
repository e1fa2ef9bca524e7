"""The one table of the pages themselves: tokens by which programs are let in, as hashes."""

from django.contrib.auth.models import User
from django.db import models


class Token(models.Model):
    """A program's token: what it is called, whose account it acts for, the SHA-256 of the token, when it was made."""

    name = models.CharField(max_length=80)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)
