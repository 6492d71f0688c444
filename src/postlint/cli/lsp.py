"""`postlint lsp`: a language server over standard input and output, for editors that speak the protocol."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer

    from postlint.model import Report


class _Judged(NamedTuple):
    """A document as it was judged: its version and text, the report bare and covered, or why there is none."""

    version: int | None
    source: str
    report: Report | None
    covered: Report | None
    diagnostics: list[types.Diagnostic]


def command(
    city: Annotated[str | None, typer.Option(help="市のid。下書きに書いてあれば、そちらが優先します")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="思わぬ誤りの詳細を出します")] = False,
) -> int:
    """エディターの中で判定します（Language Server Protocol、標準入出力）。エディターから起動します。"""
    from postlint.cli.live import begin
    from postlint.cli.streams import say

    begin("lsp", "pygls.lsp.server")
    # pygls would wait for the line it is reading before it obeys Ctrl-C; there is nothing to save.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if not debug:  # what it cannot read it tells with a traceback; the editor is told in the protocol
        logging.getLogger("pygls").setLevel(logging.CRITICAL)
    if sys.stdin.isatty():
        say("postlint: エディターから起動するコマンドです（Ctrl-C で終わります）")
    server(city).start_io()
    return 0


def server(city: str | None = None) -> LanguageServer:
    """Build the server; `city` is for drafts that name none."""
    from lsprotocol import types
    from pygls.lsp.server import LanguageServer

    from postlint import __version__
    from postlint.cli.live import forget
    from postlint.report import lsp

    # Whole texts: given pieces, pygls would count lines as str.splitlines does, which knows more line ends than editors.
    built = LanguageServer("postlint", __version__, types.TextDocumentSyncKind.Full)
    known: dict[str, _Judged] = {}

    def judged(uri: str) -> _Judged:
        document = built.workspace.get_text_document(uri)
        if uri not in known:
            known[uri] = _judge(document.source, document.version, uri, _encoding(built), city)
        return known[uri]

    @built.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @built.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    @built.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def show(
        params: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams | types.DidSaveTextDocumentParams,
    ) -> None:
        uri = params.text_document.uri
        known.pop(uri, None)
        if isinstance(params, types.DidSaveTextDocumentParams):  # then a configuration may have been what changed
            forget()
        found = judged(uri)
        built.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found.diagnostics, found.version))

    @built.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def clear(params: types.DidCloseTextDocumentParams) -> None:
        known.pop(params.text_document.uri, None)
        built.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @built.feature(types.TEXT_DOCUMENT_HOVER)
    def tell(params: types.HoverParams) -> types.Hover | None:
        found = judged(params.text_document.uri)
        if found.report is None or found.covered is None:
            return None
        return lsp.hover(found.report, found.covered, found.source, _encoding(built), params.position)

    @built.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def repair(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        found = judged(uri)
        only = params.context.only
        if found.report is None or (only is not None and not {types.CodeActionKind.QuickFix, ""} & set(only)):
            return []
        return list(lsp.repairs(found.report, found.source, _encoding(built), uri=uri, within=params.range))

    return built


def _encoding(built: LanguageServer) -> str:
    encoding: Any = built.workspace.position_encoding
    return str(getattr(encoding, "value", encoding))


def _judge(source: str, version: int | None, uri: str, encoding: str, city: str | None) -> _Judged:
    """Judge the text of an editor; what is no draft by its name has nothing to show."""
    from pygls.uris import to_fs_path

    from postlint.cli.live import of_text
    from postlint.drafts.read import is_draft
    from postlint.errors import PostlintError
    from postlint.report import lsp
    from postlint.report.cover import cover

    path = to_fs_path(uri)
    if path is not None and not is_draft(PurePath(PurePath(path).name)):
        return _Judged(version, source, None, None, [])
    try:
        report = of_text(source, path=path or uri, city=city)
    except PostlintError as error:
        return _Judged(version, source, None, None, [lsp.fault(error, source, encoding, path=path or uri)])
    covered = cover(report)
    return _Judged(version, source, report, covered, lsp.diagnostics(report, covered, source, encoding))
