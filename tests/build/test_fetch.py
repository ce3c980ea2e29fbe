"""Third-party files are taken from the first source with the right bytes, or rejected."""

from __future__ import annotations

import socket

import pytest

from sitebuild import third_party as third_party_module
from sitebuild.machine import BuildError
from sitebuild.third_party import Progress, ThirdParty, sha256
from tests.build.conftest import CONTENT, PACKAGE, record

NOBODY = "http://127.0.0.1:9"  # the discard port, where nothing listens


def test_a_file_comes_from_the_cdn(make, cdn, npm):
    cdn.files["npm/toy.js"] = CONTENT
    third_party = make({"toy.js": record(CONTENT, "cdn:npm/toy.js", f"npm:{PACKAGE}")})
    assert third_party.read("toy.js") == CONTENT
    assert npm() == []


def test_a_cached_file_needs_no_source(make, cdn, npm):
    cdn.files["npm/toy.js"] = CONTENT
    files = {"toy.js": record(CONTENT, "cdn:npm/toy.js")}
    make(files).path("toy.js")
    assert make(files, NOBODY).read("toy.js") == CONTENT
    assert cdn.asked == ["/npm/toy.js"]


def test_a_spoilt_cached_file_is_fetched_anew(make, cdn):
    cdn.files["toy.js"] = CONTENT
    third_party = make({"toy.js": record(CONTENT, "cdn:toy.js")})
    third_party.path("toy.js").write_bytes(b"spoilt")
    assert third_party.read("toy.js") == CONTENT


def test_a_file_put_by_hand_is_taken(make, npm):
    third_party = make({"toy.js": record(CONTENT, "cdn:toy.js")}, NOBODY)
    third_party.folder.mkdir(parents=True)
    (third_party.folder / "toy.js").write_bytes(CONTENT)
    assert third_party.read("toy.js") == CONTENT


def test_without_the_cdn_the_registry_package_serves_all_its_files(make, npm, toy_tarball, capsys):
    third_party = make(
        {
            "toy-1.0.0.tgz": record(toy_tarball, f"npm:{PACKAGE}"),
            "a.js": record(CONTENT, "cdn:a.js", "in:toy-1.0.0.tgz:package/toy.js"),
            "b.js": record(CONTENT, "cdn:b.js", "in:toy-1.0.0.tgz:package/toy.js"),
        },
        NOBODY,
    )
    assert third_party.read("a.js") == third_party.read("b.js") == CONTENT
    assert len(npm()) == 1
    assert "--ignore-scripts" in npm()[0]
    assert capsys.readouterr().err.count("out of reach") == 1


def test_a_cdn_that_never_answers_is_given_up_once(make, npm, toy_tarball, monkeypatch):
    monkeypatch.setattr(third_party_module, "CONNECT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, then says nothing
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        files = {
            name: record(toy_tarball, f"cdn:{name}", f"npm:{PACKAGE}")
            for name in ("a.tgz", "b.tgz")
        }
        third_party = make(files, address)
        third_party.path("a.tgz")
        third_party.path("b.tgz")
        silent.setblocking(False)
        silent.accept()[0].close()
        with pytest.raises(BlockingIOError):  # nobody knocked a second time
            silent.accept()


@pytest.mark.parametrize("answer", [b"other bytes", CONTENT[:100], CONTENT + b"x", b""])
def test_wrong_bytes_are_refused_and_the_next_source_is_used(
    make, cdn, npm, toy_tarball, capsys, answer
):
    cdn.files["toy.js"] = answer
    third_party = make(
        {
            "toy-1.0.0.tgz": record(toy_tarball, f"npm:{PACKAGE}"),
            "toy.js": record(CONTENT, "cdn:toy.js", "in:toy-1.0.0.tgz:package/toy.js"),
        }
    )
    assert third_party.read("toy.js") == CONTENT
    assert "refused from cdn: wrong content" in capsys.readouterr().err


def test_a_file_that_the_cdn_lacks_comes_from_the_next_source(make, cdn, npm, toy_tarball):
    cdn.files["there.js"] = CONTENT
    third_party = make(
        {
            "toy.tgz": record(toy_tarball, "cdn:missing", f"npm:{PACKAGE}"),
            "there.js": record(CONTENT, "cdn:there.js"),
        }
    )
    assert third_party.read("toy.tgz") == toy_tarball
    assert third_party.read("there.js") == CONTENT  # one missing file does not condemn the CDN


def test_wrong_bytes_from_everywhere_leave_nothing_behind(make, cdn, npm):
    cdn.files["toy.js"] = b"other"
    third_party = make({"toy.js": record(CONTENT, "cdn:toy.js", f"npm:{PACKAGE}")})
    with pytest.raises(BuildError, match="wrong content"):
        third_party.path("toy.js")
    assert not (third_party.folder / "toy.js").exists()


def test_total_failure_says_what_was_tried_and_what_to_do(make, npm):
    sources = ("cdn:npm/toy.js", "npm:missing@2.0.0", "in:toy.tgz:package/toy.js")
    files = {"toy.js": record(CONTENT, *sources), "toy.tgz": record(b"", "npm:absent@1.0.0")}
    third_party = make(files, NOBODY)
    with pytest.raises(BuildError) as caught:
        third_party.path("toy.js")
    message = str(caught.value)
    for part in (
        "toy.js is missing (1,600 bytes",
        sha256(CONTENT),
        f"cdn:npm/toy.js\n      {NOBODY} is out of reach",
        "npm:missing@2.0.0",
        "404 no such package",
        "in:toy.tgz:package/toy.js",
        "connect this machine",
        str(third_party.folder / "toy.js"),
    ):
        assert part in message


def test_a_lost_carrier_is_not_asked_for_again(make, npm):
    files = {"toy.tgz": record(b"", "npm:absent@1.0.0")}
    files |= {name: record(CONTENT, "in:toy.tgz:package/toy.js") for name in ("a.js", "b.js")}
    third_party = make(files)
    for name in ("a.js", "b.js"):
        with pytest.raises(BuildError, match="absent"):
            third_party.path(name)
    assert len(npm()) == 1


def test_each_download_prints_one_line(make, cdn, capsys):
    cdn.files |= {"a.js": CONTENT, "b.js": CONTENT[:160]}
    third_party = make(
        {"a.js": record(CONTENT, "cdn:a.js"), "b.js": record(CONTENT[:160], "cdn:b.js")}
    )
    third_party.path("a.js")
    third_party.path("b.js")
    first, second = capsys.readouterr().err.splitlines()
    assert first.split() == ["a.js", "1,600", "bytes", "100", "%", "from", "cdn"]
    assert second.split()[:2] == ["b.js", "160"]


def test_a_terminal_sees_the_download_move(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress("a.js", 1000)
    progress.show(0)
    progress.show(500)
    progress.show(501)
    progress.end("from cdn")
    text = capsys.readouterr().err
    assert [piece.split()[3] for piece in text.split("\r")[1:]] == ["0", "50", "100"]
    assert text.count("\n") == 1


def test_an_npm_package_is_unpacked_once(make, npm, toy_tarball, tmp_path):
    third_party = make({"toy-1.0.0.tgz": record(toy_tarball, f"npm:{PACKAGE}")})
    folder = third_party.unpack("toy-1.0.0.tgz", tmp_path / "toy")
    assert (folder / "toy.js").read_bytes() == CONTENT
    (folder / "mine").touch()
    third_party.unpack("toy-1.0.0.tgz", folder)
    assert (folder / "mine").exists()


def test_the_lock_names_every_source_of_every_file():
    third_party = ThirdParty.from_lock()
    for name, locked in third_party.files.items():
        assert len(locked["sha256"]) == 64, name
        assert locked["bytes"] > 0, name
        assert locked["sources"], name
        for source in locked["sources"]:
            kind, _, rest = source.partition(":")
            assert kind in {"cdn", "npm", "pip", "in"}
            assert kind != "in" or rest.partition(":")[0] in third_party.files
    for requirements in third_party.lock["requirements"].values():
        assert all("==" in name and hashes for name, hashes in requirements.items())
