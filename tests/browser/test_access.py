"""Sign-in in a real browser: a deep link meets the gate; reader and editor get what is theirs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect
from provider import provide
from serving import PATIENCE, await_drawn, find_port, launch, open_page, serve


def test_a_deep_link_meets_the_gate_and_each_role_gets_what_is_its_own(
    library_folder: Path, tmp_path: Path
) -> None:
    from playwright.sync_api import sync_playwright

    port, secrets = find_port(), tmp_path / "secrets.toml"
    with provide() as provider:
        secrets.write_text(
            f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            f'cookie_secret = "{"tests" * 8}"\nclient_id = "dragoman"\n'
            'client_secret = "x"\nserver_metadata_url = '
            f'"{provider.address}/.well-known/openid-configuration"\n'
        )
        settings = {
            "STREAMLIT_SECRETS_FILES": str(secrets),
            "DRAGOMAN_EDITORS": "editor@example.org",
            "DRAGOMAN_READERS": "*@example.org",
        }
        with (
            sync_playwright() as playwright,
            launch(playwright) as browser,
            serve(str(library_folder), port, **settings) as address,
        ):
            page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
            page.set_default_timeout(PATIENCE)

            # The first request of a fresh server, and every other page
            for path in ("article?article=rome-1", "library"):
                page.goto(f"{address}/{path}")
                page.get_by_role("button", name="Sign in").wait_for(timeout=PATIENCE)
                await_drawn(page)
                assert "Lapid" not in page.content()
                assert page.locator(".st-key-navigation").count() == 0

            for email, edits in (("reader@example.org", False), ("editor@example.org", True)):
                provider.email = email
                page.goto(f"{address}/article?article=rome-1&q=Yair+Lapid")
                page.get_by_role("button", name="Sign in").click()
                page.locator(".st-key-navigation").wait_for(timeout=PATIENCE)
                page.wait_for_url(f"{address}/article?article=rome-1&q=Yair+Lapid")  # not the overview
                await_drawn(page)
                assert "Blinken meets Yair Lapid in Rome" in page.locator("h1.d-title").inner_text()
                expect(page.get_by_role("button", name="Edit")).to_have_count(int(edits))
                expect(page.get_by_role("link", name="Library")).to_have_count(int(edits))
                open_page(page, f"{address}/connections?select=person:yair-lapid&select=country:ITA")
                page.locator(".st-key-downloads button").first.click()
                with page.expect_download() as waiting:
                    page.locator(".st-key-download_evidence_csv button").click()
                assert waiting.value.suggested_filename == "dragoman-evidence-csv.zip"
                if edits:
                    open_page(page, f"{address}/library")
                    with page.expect_response(lambda answer: "/_stcore/upload_file/" in answer.url) as sent:
                        page.locator("input[type=file]").first.set_input_files(
                            {"name": "x.csv", "mimeType": "text/csv", "buffer": b"title,text\n"}
                        )
                    assert sent.value.status == 204
                page.get_by_role("button", name="Sign out").click()
                page.get_by_role("button", name="Sign in").wait_for(timeout=PATIENCE)

            for email, verified in (
                ("stranger@elsewhere.example", True),
                ("editor@example.org", None),
                ("editor@example.org", "false"),
            ):
                provider.email, provider.verified = email, verified
                page.get_by_role("button", name="Sign in").click()
                page.get_by_text("may not read this library").wait_for(timeout=PATIENCE)
                assert page.locator(".st-key-navigation").count() == 0
                page.get_by_role("button", name="Sign out").click()
                page.get_by_role("button", name="Sign in").wait_for(timeout=PATIENCE)
