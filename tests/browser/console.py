"""What the browser's console says is wrong with a page."""

from playwright.sync_api import ConsoleMessage, Page


def listen(page: Page, complaints: list[str]) -> None:
    """Gather script errors and breaches of the security policy from now on."""

    def said(message: ConsoleMessage) -> None:
        # An answer with an error status is reported too; the tests look at those answers themselves.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(str(error)))
