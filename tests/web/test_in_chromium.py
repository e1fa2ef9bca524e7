"""The main journeys in a real browser, at the width of a telephone and of a desk, and with keys alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.approaches import PAID, mail
from tests.web.served import AXE_RULES, SIZES, browser, desk, lurewatch, shown, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["browser"]
pytestmark = pytest.mark.service


class Visit:
    """A page of the browser at a desk of its own, and what it complained of."""

    def __init__(self, page: "Page", address: str, size: str) -> None:
        self.page, self.address, self.size = page, address, size
        self.faults: list[str] = []
        page.on("console", lambda one: self.faults.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self.faults.append(str(one)))

    def go(self, path: str) -> None:
        """Opens a page."""
        self.page.goto(self.address + path)

    def holds(self, name: str) -> None:
        """Nothing a person with a screen reader, or a narrow window, stumbles over; nothing the policy refused."""
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  installed for these tests alone

        found = Axe().run(self.page, options={"runOnly": AXE_RULES["runOnly"]})
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is {wide} pixels too wide"
        assert self.faults == [], name
        shown(self.page, f"{name}-{self.size}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the desk has its store."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A desk."""
    with desk(folder) as found:
        yield found


@pytest.fixture(scope="module")
def cookies() -> dict[str, str]:
    """The officer's session."""
    return {}


@pytest.fixture(params=list(SIZES))
def visit(request: pytest.FixtureRequest, browser: "Browser", address: str) -> Iterator[Visit]:
    """A browser's window, phone or desktop."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    yield Visit(context.new_page(), address, request.param)
    context.close()


def test_a_person_asks_and_reports(visit: Visit) -> None:
    """They paste a message, read the answer, see what would be sent, strike a line out, and send the rest."""
    sign_in(visit.page, visit.address, "kim")
    visit.go("/ask/")
    visit.holds("ask")
    visit.page.get_by_label("The message, as you got it").fill(f"{PAID}\nMy sister says hello.")
    visit.page.get_by_role("button", name="Ask", exact=True).click()
    visit.page.get_by_text("What do I do now?").wait_for()
    visit.holds("answer")
    visit.page.get_by_role("button", name="Report this").click()
    visit.page.get_by_text("My sister says hello.").click()
    visit.page.get_by_role("button", name="Strike out").click()
    visit.holds("reporting")
    assert visit.page.get_by_text("My sister says hello.").count() == 0
    visit.page.get_by_role("button", name="Send exactly this").click()
    visit.page.get_by_role("heading", name="Reported").wait_for()
    visit.holds("reported")


def _officer(visit: Visit, cookies: dict[str, str]) -> None:
    """Signs in with a device the first time; a code is taken once, so that later visits go on with that session."""
    if "sessionid" in cookies:
        visit.page.context.add_cookies([{"name": "sessionid", "value": cookies["sessionid"], "url": visit.address}])
        visit.go("/queue/")
        return
    sign_in(visit.page, visit.address, "rosa")
    cookies |= {one["name"]: one["value"] for one in visit.page.context.cookies()}


def test_an_officer_works_the_queue(visit: Visit, cookies: dict[str, str]) -> None:
    """They sign in with a second factor, filter, open an approach, decide, reveal a name, open a case, link."""
    _officer(visit, cookies)
    page = visit.page
    page.get_by_role("heading", name="Queue").wait_for()
    visit.holds("queue")
    page.locator(".queue tbody a").first.click()
    page.get_by_role("heading", name="Approach").first.wait_for()
    visit.holds("approach")
    page.locator("#decide + form").get_by_label("It is").select_option("covert-approach")
    page.locator("#decide + form").get_by_label("Reason").fill("The same request came to two of us")
    page.get_by_role("button", name="Decide", exact=True).click()
    page.get_by_text("held to be covert approach").wait_for()
    form = page.locator("form", has=page.get_by_role("button", name="Who is")).first
    form.get_by_label("Reason").fill("To speak with them")
    form.get_by_role("button").click()
    page.get_by_text("quietlab.example").wait_for()
    visit.holds("revealed")


def test_an_officer_links_and_opens_a_case(visit: Visit, cookies: dict[str, str]) -> None:
    """Campaigns are linked, one is opened with its picture, a case is opened and gets a note and a task."""
    _officer(visit, cookies)
    visit.go("/campaign/")
    visit.page.get_by_role("button", name="Link all anew").click()
    visit.page.locator("tbody a").first.wait_for(timeout=60_000)
    visit.holds("campaigns")
    visit.page.locator("tbody a").first.click()
    visit.page.get_by_role("heading", name="Cut, bind, undo").wait_for()
    visit.holds("campaign")
    visit.go("/case/")
    visit.page.get_by_label("Title").fill("Paid reports, March")
    visit.page.get_by_role("button", name="Open").click()
    visit.page.get_by_label("Note", exact=True).fill("Both were asked for the same two pages.")
    visit.page.get_by_role("button", name="Write down").click()
    visit.page.get_by_label("To do").fill("Speak with both")
    visit.page.get_by_role("button", name="Add").click()
    visit.page.get_by_text("Speak with both").wait_for()
    visit.holds("case")
    visit.go("/case/")
    visit.holds("cases")
    visit.go("/figures/")
    visit.holds("figures")


def test_an_auditor_reads_the_log(visit: Visit) -> None:
    """They see what was done, verify the chain, and see no content."""
    sign_in(visit.page, visit.address, "ines")
    visit.page.get_by_role("heading", name="Audit").wait_for()
    visit.page.get_by_role("button", name="Verify the chain").click()
    visit.page.get_by_text("all whole").wait_for()
    visit.holds("audit")


def test_keys_alone(visit: Visit, cookies: dict[str, str]) -> None:
    """From the queue a line is chosen, and one opened, without a pointer."""
    _officer(visit, cookies)
    visit.page.get_by_role("heading", name="Queue").wait_for()
    visit.page.keyboard.press("j")
    visit.page.keyboard.press("x")
    assert visit.page.locator(".queue tbody input:checked").count() == 1
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("heading", name="Approach").first.wait_for()
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.textContent") == "Skip to the page"


def test_a_new_report_shows_by_itself(visit: Visit, cookies: dict[str, str], folder: Path) -> None:
    """What is reported while the queue is open stands in it without loading the page anew."""
    _officer(visit, cookies)
    visit.page.get_by_role("heading", name="Queue").wait_for()
    visit.page.evaluate("window.isTheSamePage = true")
    sender = f"alex.{visit.size}@orme.example"
    (folder / "new.eml").write_bytes(mail(sender=sender))
    lurewatch("desk", "report", str(folder / "new.eml"), at=folder)
    visit.page.get_by_text(sender).wait_for(timeout=60_000)
    assert visit.page.evaluate("window.isTheSamePage") is True
