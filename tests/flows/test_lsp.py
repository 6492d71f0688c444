"""`postlint lsp` as an editor has it: a real server process, pygls' own client."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

HEAD = "---\ncity: ishinomaki\nplatform: x\naccount: commissioned\nkind: post\n---\n"
BAD = HEAD + "#石巻市 #PR\n牡蠣がおいしい季節です。\n"
PATIENCE = 60  # seconds until an answer that does not come is a failure


class Editor:
    """An editor with one document open."""

    def __init__(self, client: LanguageClient, shown: asyncio.Queue[types.PublishDiagnosticsParams], uri: str) -> None:
        self.client, self.shown, self.uri, self.version = client, shown, uri, 0

    async def open(self, text: str) -> list[types.Diagnostic]:
        """Open the document; return its diagnostics."""
        item = types.TextDocumentItem(self.uri, "plaintext", self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.next()

    async def change(self, text: str) -> list[types.Diagnostic]:
        """Put another text in its place; return its diagnostics."""
        self.version += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        return await self.next()

    async def next(self) -> list[types.Diagnostic]:
        """Return the next diagnostics that the server publishes, which must be of the version shown."""
        params = await asyncio.wait_for(self.shown.get(), PATIENCE)
        assert params.uri == self.uri
        assert params.version in (None, self.version)
        return list(params.diagnostics)

    async def hover(self, line: int, character: int) -> types.Hover | None:
        """Point at a place."""
        identifier = types.TextDocumentIdentifier(self.uri)
        params = types.HoverParams(identifier, types.Position(line, character))
        return await asyncio.wait_for(self.client.text_document_hover_async(params), PATIENCE)

    async def repairs(self, where: types.Range, only: list[str] | None = None) -> list[types.CodeAction]:
        """Ask for quick fixes."""
        context = types.CodeActionContext([], only=only)  # type: ignore[arg-type]
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri), where, context)
        found = await asyncio.wait_for(self.client.text_document_code_action_async(params), PATIENCE)
        return [action for action in found or [] if isinstance(action, types.CodeAction)]


def edit(
    body: Callable[[Editor], Awaitable[None]], *arguments: str, uri: str = "file:///下書き/秋の%20牡蠣.txt",
    encodings: list[str] | None = None,
) -> None:  # fmt: skip
    """Run the server, let `body` edit, shut the server down and make sure that it went quietly."""

    async def session() -> None:
        client = LanguageClient("test", "1")
        shown: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def note(params: types.PublishDiagnosticsParams) -> None:
            shown.put_nowait(params)

        await client.start_io(sys.executable, "-m", "postlint", "lsp", *arguments)
        process: Any = client._server
        general = types.GeneralClientCapabilities(position_encodings=encodings)  # type: ignore[arg-type]
        capabilities = types.ClientCapabilities(general=general)
        await asyncio.wait_for(client.initialize_async(types.InitializeParams(capabilities=capabilities)), PATIENCE)
        client.initialized(types.InitializedParams())
        await body(Editor(client, shown, uri))
        await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
        client.exit(None)
        process.stdin.close()
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
        assert (await process.stderr.read()).decode() == ""
        await client.stop()

    asyncio.run(session())


def spans(diagnostics: list[types.Diagnostic], code: str) -> list[tuple[int, int, int, int]]:
    """Return where the diagnostics of a rule stand."""
    found = [diagnostic.range for diagnostic in diagnostics if diagnostic.code == code]
    return [(r.start.line, r.start.character, r.end.line, r.end.character) for r in found]


def test_findings_are_shown_explained_and_repaired() -> None:
    async def body(editor: Editor) -> None:
        shown = await editor.open(BAD)
        [order] = [diagnostic for diagnostic in shown if diagnostic.code == "disclosure.order"]
        assert order.severity == types.DiagnosticSeverity.Error
        assert order.source == "postlint"
        assert order.message.endswith("条項: 5(1)ア")
        assert spans(shown, "disclosure.order") == [(6, 0, 6, 8)]
        told = await editor.hover(6, 3)
        assert told is not None
        assert isinstance(told.contents, types.MarkupContent)
        assert told.contents.kind == types.MarkupKind.PlainText
        assert (
            "5(1)ア「関係タグ(#プロモーション、#PR、#宣伝、#広告 など)、発信する情報元(#石巻市)の順番で記載する。」"
            in told.contents.value
        )
        assert "（石巻市ソーシャルメディアガイドライン）" in told.contents.value
        assert told.range == order.range
        assert await editor.hover(7, 3) is None
        [action] = await editor.repairs(order.range)
        assert action.title == "「#石巻市 #PR」を「#PR #石巻市」に直す"
        assert action.edit is not None
        assert action.edit.changes is not None
        [edits] = action.edit.changes.values()
        assert list(edits) == [types.TextEdit(order.range, "#PR #石巻市")]
        assert await editor.repairs(types.Range(types.Position(7, 0), types.Position(7, 2))) == []
        assert await editor.repairs(order.range, ["refactor"]) == []
        assert spans(await editor.change(BAD.replace("#石巻市 #PR", "#PR #石巻市")), "disclosure.order") == []
        editor.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(editor.uri)))
        assert spans(await editor.next(), "checklist") == [(0, 0, 0, 3)]
        editor.client.text_document_did_close(
            types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri))
        )
        assert await editor.next() == []

    edit(body)


LINE = "秋🦪の\u2028ｶﾞｲﾄﾞ👩‍👩‍👧 馬鹿な人だ。"


@pytest.mark.parametrize(
    "encoding, width", [("utf-16", 2), ("utf-8", 1), ("utf-32", 4), (None, 2)], ids=lambda value: str(value)
)
def test_positions_with_emoji_line_ends_and_half_width_kana(encoding: str | None, width: int) -> None:
    codec = f"{encoding or 'utf-16'}{'' if encoding == 'utf-8' else '-le'}"
    before = len(LINE.partition("馬鹿")[0].encode(codec)) // width
    after = before + len("馬鹿".encode(codec)) // width

    async def body(editor: Editor) -> None:
        await editor.open("")
        for end in ("\n", "\r\n", "\r"):
            shown = await editor.change(end.join(["---", "city: ishinomaki", "---", "一行目です。", LINE, ""]))
            assert spans(shown, "insult.words") == [(4, before, 4, after)]
            assert await editor.hover(4, before) is not None
            assert await editor.hover(4, before - 1) is None

    edit(body, encodings=[encoding] if encoding else None)


UNJUDGED = [
    ("---\ncity: chibba\n---\n本文", 0, "もしかして: chiba"),
    ("本文", 0, "どの市のガイドライン"),
    ("---\ncity: chiba\nplatfrom: x\n---\n本文", 2, "もしかして: platform"),
    ("---\ncity: chiba\nscheduled_at: 🦪\n---\n本文", 2, "日時として読めません"),
    ("---\ncity: chiba\n---\n \n", 3, "本文が空です"),
    ("---\ncity: chiba\n本文", 0, "閉じる"),
    ("", 0, "本文が空です"),
]


def test_what_cannot_be_judged_is_one_diagnostic() -> None:
    async def body(editor: Editor) -> None:
        await editor.open(BAD)
        for text, line, words in UNJUDGED:
            [diagnostic] = await editor.change(text)
            assert diagnostic.range.start.line == line, text
            assert diagnostic.severity == types.DiagnosticSeverity.Error
            assert diagnostic.code == "undecided"
            assert words in diagnostic.message
            assert await editor.hover(0, 0) is None
            assert await editor.repairs(diagnostic.range) == []

    edit(body)


def test_a_finding_about_a_fact_stands_at_the_fact() -> None:
    async def body(editor: Editor) -> None:
        shown = await editor.open("---\ncity: kashiwa\nkind: dm\n---\nお問い合わせの件です。 #柏市\n")
        facts = [diagnostic for diagnostic in shown if diagnostic.range.start.line == 2]
        assert [diagnostic.range.end.character for diagnostic in facts] == [len("kind: dm")]
        told = await editor.hover(2, 1)
        assert told is not None

    edit(body)


def test_a_city_for_drafts_that_name_none() -> None:
    async def body(editor: Editor) -> None:
        assert spans(await editor.open("馬鹿な人だ。"), "insult.words") != []
        assert "chibba" in str(await editor.change("---\ncity: chibba\n---\n馬鹿な人だ。"))

    edit(body, "--city", "ishinomaki", uri="untitled:Untitled-1")


def test_configuration_and_waivers_count_and_are_read_again_at_a_save(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "postlint.yaml").write_text("drafts: [{files: drafts/, city: ishinomaki}]\n", "utf-8")
    draft = tmp_path / "drafts" / "a.txt"
    draft.parent.mkdir()
    today = datetime.now().date()

    async def body(editor: Editor) -> None:
        saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(editor.uri))
        assert spans(await editor.open("馬鹿な人だ。"), "insult.words") == [(0, 0, 0, 2)]
        waiver = f"rule: insult.words, quote: 馬鹿な人, reason: 台詞, approver: 館長, expires: {today + timedelta(30)}"
        draft.with_suffix(".postlint.yaml").write_text(f"waivers: [{{{waiver}}}]\n", "utf-8")
        editor.client.text_document_did_save(saved)
        assert spans(await editor.next(), "insult.words") == []
        (tmp_path / "postlint.yaml").write_text("drafts: [{files: drafts/, citty: ueda}]\n", "utf-8")
        editor.client.text_document_did_save(saved)
        [broken] = await editor.next()
        assert "citty" in broken.message

    edit(body, "--city", "chiba", uri=draft.as_uri())


@pytest.mark.parametrize("name", ["README.md", "main.py", ".メモ.txt"])
def test_what_is_no_draft_by_its_name_is_left_alone(name: str) -> None:
    async def body(editor: Editor) -> None:
        assert await editor.open(BAD) == []

    edit(body, uri=Path("/repository", name).as_uri())


def test_personal_data_are_not_said_again_though_repairs_keep_them() -> None:
    async def body(editor: Editor) -> None:
        shown = await editor.open("---\ncity: ueda\n---\n寄附をくださった佐藤健一さん（090-1234-5678）に感謝します。\n")
        said = "".join(diagnostic.message for diagnostic in shown)
        assert "佐○○○さん" in said
        assert "5678" not in said
        told = await editor.hover(3, 9)
        assert told is not None
        assert "健一" not in str(told)

    edit(body)


def test_hostile_texts_are_judged() -> None:
    async def body(editor: Editor) -> None:
        await editor.open("---\ncity: kashiwa\n---\nx")
        for text in (
            "\ud800",
            "\x00\x1b[31m",
            "\u202e" * 10,
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 500,
            "---\n" * 1000,
            "![x](http://a.example/y.png)",
        ):
            assert await editor.change("---\ncity: kashiwa\n---\n" + text) is not None

    edit(body)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    "stop, status",
    [(lambda server: server.stdin.close(), 0), (lambda server: server.send_signal(signal.SIGINT), -signal.SIGINT)],
)
def test_an_editor_that_dies_and_ctrl_c_end_it_quietly(
    stop: Callable[[subprocess.Popen[bytes]], None], status: int
) -> None:
    command = [sys.executable, "-m", "postlint", "lsp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        # Once it answers, here to what it cannot understand, it is ready.
        server.stdin.write(b'Content-Length: 44\r\n\r\n{"jsonrpc":"2.0","id":1,"method":"shut down"}')
        server.stdin.flush()
        assert server.stdout.readline().startswith(b"Content-Length")
        stop(server)
        assert server.wait(PATIENCE) == status
        assert server.stderr.read() == b""
