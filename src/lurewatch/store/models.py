"""The tables. Nobody outside of the store sees a row; what is binary is sealed (see keys)."""

from django.db import models
from django.db.models import CASCADE, PROTECT, SET_NULL, F, Index

from lurewatch.model.queue import OPEN


class Person(models.Model):
    """One of our people behind a token; without a `key` nobody can say any more who that was."""

    token = models.CharField(max_length=16, unique=True)
    key = models.BinaryField(null=True)


class PersonHandle(models.Model):
    """A handle of one of ours, known by its mark; handle and name are sealed with the person's key."""

    person = models.ForeignKey(Person, CASCADE, related_name="handles")
    mark = models.CharField(max_length=32, unique=True)
    sealed = models.BinaryField()


class Campaign(models.Model):
    """A campaign as it was last linked; links and their sentences are sealed."""

    name = models.CharField(max_length=64, unique=True)
    bulk = models.BooleanField()
    people = models.IntegerField()
    conversations = models.IntegerField()
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    highest = models.FloatField()
    sealed = models.BinaryField()


class Approach(models.Model):
    """A line of the queue; `verdict` and `stage` are grades from 0, `topics` one a line."""

    name = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, PROTECT, null=True, related_name="approaches")
    organisation = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    contact_mark = models.CharField(max_length=32, db_index=True)
    channel = models.CharField(max_length=16)
    kind = models.CharField(max_length=16)
    probability = models.FloatField()
    judged = models.BooleanField(default=True)
    stage = models.SmallIntegerField()
    topics = models.TextField(blank=True)
    topic_count = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=16)
    waiting = models.GeneratedField(
        expression=models.Case(models.When(state__in=OPEN, then=True), default=False),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    decided = models.CharField(max_length=16, blank=True)
    campaign = models.ForeignKey(Campaign, SET_NULL, null=True, related_name="approaches")
    people = models.IntegerField(default=1)
    reports = models.IntegerField(default=0)
    read = models.BooleanField(default=False)
    messages = models.IntegerField()
    gaps = models.IntegerField()
    first = models.DateField(null=True, db_index=True)
    last = models.DateField(null=True)
    days_to_alert = models.IntegerField(null=True)
    alerted_first = models.BooleanField(null=True)
    came = models.DateTimeField()
    changed = models.DateTimeField(db_index=True)

    class Meta:
        """One index for each order of the queue, since a page is read along it."""

        indexes = (
            Index("state", F("probability").desc(), F("id").desc(), name="state_likeliest"),
            Index(F("probability").desc(), F("id").desc(), name="all_likeliest"),
            Index("waiting", F("probability").desc(), F("id").desc(), name="queue_likeliest"),
            Index("waiting", F("stage").desc(), F("probability").desc(), F("id").desc(), name="queue_stage"),
            Index("waiting", F("people").desc(), F("probability").desc(), F("id").desc(), name="queue_people"),
            Index("waiting", F("topic_count").desc(), F("probability").desc(), F("id").desc(), name="queue_topics"),
            Index("waiting", F("id").desc(), name="queue_newest"),
        )


class Content(models.Model):
    """Conversation and assessment of an approach, sealed with its person's key; apart, so that no list loads them."""

    approach = models.OneToOneField(Approach, CASCADE, primary_key=True, related_name="content")
    conversation = models.BinaryField()
    assessment = models.BinaryField()
    sightings = models.TextField(default="[]")
    made_by = models.TextField(blank=True)


class ApproachTopic(models.Model):
    """A protected topic that an approach asks about."""

    approach = models.ForeignKey(Approach, CASCADE)
    topic = models.CharField(max_length=200)

    class Meta:
        """Found by topic."""

        constraints = (models.UniqueConstraint(fields=("topic", "approach"), name="topic_once"),)


class Mention(models.Model):
    """A handle of ours, by its mark, that stands in an approach's conversation: as person, recipient or reporter."""

    approach = models.ForeignKey(Approach, CASCADE, related_name="mentions")
    mark = models.CharField(max_length=32, db_index=True)


class Report(models.Model):
    """Something that was handed in, known by its mark; of what it said nothing is here."""

    mark = models.CharField(max_length=32, unique=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    approaches = models.ManyToManyField(Approach, related_name="reported_in")


class Decision(models.Model):
    """What an approach was decided to be; the reason is sealed. `once` keeps the same asking from counting twice."""

    approach = models.ForeignKey(Approach, CASCADE, related_name="decisions")
    kind = models.CharField(max_length=16, blank=True)
    contests = models.BooleanField(default=False)
    reason = models.BinaryField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    once = models.CharField(max_length=64, null=True)

    class Meta:
        """An asking counts once for each approach."""

        constraints = (models.UniqueConstraint(fields=("once", "approach"), name="decision_once"),)


class LinkDecision(models.Model):
    """What was decided of two approaches: cut, bound or taken back; the last one of two counts."""

    a = models.CharField(max_length=16)
    b = models.CharField(max_length=16)
    verb = models.CharField(max_length=8)
    reason = models.BinaryField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()


class Reveal(models.Model):
    """Why a name or a disclosure was shown to somebody; the reason is sealed."""

    by = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, db_index=True)
    reason = models.BinaryField()
    at = models.DateTimeField()


class SavedView(models.Model):
    """A selection of the queue that an account keeps."""

    account = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    wanted = models.TextField()

    class Meta:
        """One of a name for each account."""

        constraints = (models.UniqueConstraint(fields=("account", "name"), name="view_once"),)


class AuditEntry(models.Model):
    """An entry of the log; triggers of the database refuse to change or delete one."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    role = models.CharField(max_length=16)
    act = models.CharField(max_length=64)
    subject = models.CharField(max_length=64, db_index=True)
    detail = models.CharField(max_length=64)
    reason = models.CharField(max_length=64)
    before = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)


class Note(models.Model):
    """What the store remembers of itself: the print of its key, the end of the log."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.TextField()


class Case(models.Model):
    """A case; its title is sealed. `due` is its deadline."""

    name = models.CharField(max_length=16, unique=True)
    title = models.BinaryField()
    state = models.CharField(max_length=16, db_index=True)
    owner = models.CharField(max_length=64, blank=True)
    opened = models.DateTimeField()
    changed = models.DateTimeField()
    due = models.DateField(null=True)
    approaches = models.ManyToManyField(Approach, related_name="cases")


class CaseCampaign(models.Model):
    """A campaign of a case, by its name, since campaigns are made anew by each linking."""

    case = models.ForeignKey(Case, CASCADE, related_name="campaigns")
    campaign = models.CharField(max_length=64)

    class Meta:
        """Each once."""

        constraints = (models.UniqueConstraint(fields=("case", "campaign"), name="campaign_once"),)


class CaseNote(models.Model):
    """A note on a case, sealed."""

    case = models.ForeignKey(Case, CASCADE, related_name="notes")
    sealed = models.BinaryField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()


class CaseTask(models.Model):
    """Something to do for a case; what it is, is sealed."""

    case = models.ForeignKey(Case, CASCADE, related_name="tasks")
    sealed = models.BinaryField()
    owner = models.CharField(max_length=64, blank=True)
    due = models.DateField(null=True, db_index=True)
    done = models.DateTimeField(null=True)


class CaseClaim(models.Model):
    """What somebody said of who is behind a case, sealed with source and denial; nothing reads it but people."""

    case = models.ForeignKey(Case, CASCADE, related_name="claims")
    sealed = models.BinaryField()
    by = models.CharField(max_length=64)
    at = models.DateTimeField()


class Job(models.Model):
    """Work in the background: which, asked by whom, how far it has come, and whether it is to stop."""

    work = models.CharField(max_length=16)
    by = models.CharField(max_length=64)
    role = models.CharField(max_length=16)
    state = models.CharField(max_length=16, db_index=True)
    done = models.IntegerField(default=0)
    stop = models.BooleanField(default=False)
    fault = models.TextField(blank=True)
    asked = models.DateTimeField()
    ended = models.DateTimeField(null=True)


class Deletion(models.Model):
    """What retention deleted: of which class, how many, those older than which day, and a digest of their names."""

    at = models.DateTimeField()
    kept_as = models.CharField(max_length=64)
    number = models.IntegerField()
    before = models.DateField()
    digest = models.CharField(max_length=64)
