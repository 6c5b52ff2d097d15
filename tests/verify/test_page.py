"""The page as a file and in people's hands: nothing from outside, text that stays text, keys, languages, keyboard."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from kpps_desk.exchange import office_keys, revocations, seals, verify_page
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.exchange.seals import Listed
from kpps_desk.problems import Refused
from tests.mutated_seals import true_seals
from tests.verify.chromium import Tab
from tests.verify.conftest import OFFICE, OTHER, PAGE, keys_text

SEAL, SECOND = true_seals(2, [OFFICE])
NASTY = "<img src=x onerror=document.title='jebol'> \u202egnilaP\u202c </script><script>throw 1</script> {{office}}"
STATE = "document.querySelector('.verdict') && document.querySelector('.verdict').dataset.state"


def press(tab: Tab, name: str) -> None:
    tab.run(f"document.getElementById('{name}').click(); return true")


def checked(tab: Tab, text: str) -> str:
    """The verdict after this text was put into the field and checked."""
    press(tab, "clear")
    tab.run("document.getElementById('text').value = arguments[0]; return true", text)
    press(tab, "check")
    state: str = tab.wait(STATE)
    return state


def answer(tab: Tab) -> str:
    told: str = tab.run("document.getElementById('verdicts').innerText")
    return told


def told_of_keys(tab: Tab) -> str:
    told: str = tab.run("document.getElementById('keys-told').innerText")
    return told


# The file


def test_the_page_is_what_its_sources_make() -> None:
    made = verify_page.assemble(PAGE.parent / "src")
    assert PAGE.read_text(encoding="utf-8") == made, (
        "python -m kpps_desk.exchange.verify_page > resources/verify/periksa.html"
    )


def test_the_page_points_nowhere_and_names_the_licences_of_what_it_holds() -> None:
    text = PAGE.read_text(encoding="utf-8")
    parts = re.sub(r"http://www\.w3\.org/2000/svg", "", text)
    assert (
        set(re.findall(r"""(?:src|href|url\(|@import|action)\s*=?\s*["'(]?\s*((?:https?:)?//[^"')\s]+)""", parts))
        == set()
    )
    for part in ("@noble/ed25519", "@noble/hashes", "qr 0.7.0"):
        assert text.count(part) >= 2, part  # at the code, and before people's eyes
    assert text.count("Permission is hereby granted") == 2


def test_an_office_s_texts_stay_texts_in_the_page(tab: Tab, tmp_path: Path) -> None:
    office = NASTY.replace("{{office}}", "\u2029KPU".strip("\u2029"))
    keys = office_keys.keys_text([OfficeKey(OFFICE.key_id, OFFICE.public, "", office)])
    verify_page.write(tmp_path / "periksa.html", keys)
    text = (tmp_path / "periksa.html").read_text(encoding="utf-8")
    assert text.count("</script>") == PAGE.read_text(encoding="utf-8").count("</script>")
    tab.open(tmp_path / "periksa.html")
    tab.run("await periksa.ready; return true")
    assert tab.run("JSON.parse(document.getElementById('office').textContent).keys") == keys
    assert "<img src=x" in told_of_keys(tab)
    assert tab.run("document.title") == "Periksa sertifikat KPPS"


def test_only_keys_and_lists_go_into_a_page(tmp_path: Path) -> None:
    out = tmp_path / "periksa.html"
    for keys, lists in (("halo", ""), (keys_text(OFFICE), "halo")):
        with pytest.raises(ValueError):
            verify_page.write(out, keys, lists)
    with pytest.raises(Refused):
        verify_page.write(tmp_path / "periksa.kpps")
    assert list(tmp_path.iterdir()) == []


def test_the_page_asks_for_nothing_and_could_not(page: Tab, tmp_path: Path) -> None:
    assert checked(page, SEAL) == "valid"
    asked = [event["request"]["url"] for event in page.told("Network.requestWillBeSent")]
    assert asked == [(tmp_path / "periksa.html").as_uri()]
    blocked = page.run(
        """const tries = [
          () => fetch("https://example.invalid/"), () => fetch("file:///etc/hostname"),
          () => new Promise((go, fail) => { const one = new Image(); one.onload = go; one.onerror = fail;
                                            one.src = "https://example.invalid/a.png"; }),
          () => Promise.resolve(eval("1")),
        ];
        const fates = await Promise.allSettled(tries.map(async (one) => one()));
        return fates.map((one) => one.status);"""
    )
    assert blocked == ["rejected"] * 4
    assert [event["entry"]["text"] for event in page.told("Log.entryAdded") if "style" in event["entry"]["text"]] == []


def test_a_script_that_got_in_stays_dead(page: Tab) -> None:
    page.run(
        """document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='globalThis.jebol = 1'>");
        const made = document.createElement("script"); made.textContent = "globalThis.jebol = 1";
        document.body.append(made); await new Promise((go) => setTimeout(go, 50)); return true"""
    )
    assert page.run("globalThis.jebol") is None


# Verdicts


def test_a_genuine_seal_shows_what_it_says_and_asks_to_compare(page: Tab) -> None:
    assert checked(page, SEAL) == "valid"
    told = answer(page)
    for part in (
        "ASLI",
        "Sertifikat ini asli.",
        *SEAL.split("\n")[1:4],
        "Samakan nama dan nomor",
        "Belum ada daftar cabut",
        OFFICE.key_id,
    ):
        assert part in told
    assert page.run("document.activeElement.id") == "verdicts"
    assert page.run("document.getElementById('verdicts').getAttribute('aria-live')") == "assertive"


def test_each_verdict_has_its_word_its_icon_and_its_sentence(tab: Tab, tmp_path: Path) -> None:
    first, second, third, fourth = true_seals(4, [OFFICE])
    late = seals.sign("SERTIFIKAT KPPS v1\nLambat\nKPPS\nBimtek, 8 JP, 2024-12-24\nNo 9", OTHER)
    early = seals.sign("SERTIFIKAT KPPS v1\nAwal\nKPPS\nBimtek, 8 JP, 2024-11-09\nNo 8", OTHER)
    office = "KPU Kota Contoh"
    stolen = OfficeKey(OTHER.key_id, OTHER.public, "2024-12-01", office)
    keys = office_keys.keys_text([OfficeKey(OFFICE.key_id, OFFICE.public, "", office), stolen])
    numbers = [text.split("\n")[4][3:] for text in (first, second)]
    listed = {numbers[0]: Listed(False, "", ""), numbers[1]: Listed(True, "000777/SERT", "")}
    lists = revocations.make_list(OFFICE.key_id, office, revocation_day(), listed, OFFICE)
    verify_page.write(tmp_path / "periksa.html", keys, lists)
    tab.open(tmp_path / "periksa.html")
    tab.run("await periksa.ready; return true")
    stranger = seals.sign(third.rpartition("\n")[0], seals.key_of(bytes(range(2, 34))))
    for text, state, words in (
        (first, "revoked", ("DICABUT", "sudah dicabut", "1 Desember 2024")),
        (second, "replaced", ("DIGANTI", "000777/SERT")),
        (third, "valid", ("ASLI", "menurut daftar cabut per 1 Desember 2024")),
        (fourth.replace("KPPS TPS ", "KPPS TPS 9"), "forged", ("PALSU", "tidak terbukti benar")),
        (stranger, "unknown_key", ("KUNCI TIDAK DIKENAL", "tidak dapat dipastikan")),
        ("halo", "unreadable", ("TIDAK TERBACA", "bukan teks sertifikat")),
        (
            late,
            "revoked",
            ("DICABUT", f"kunci penerbitnya ({OTHER.key_id}) dicabut sejak 1 Desember 2024", "tidak terbukti"),
        ),
        (early, "valid", ("ASLI", "Kuncinya dicabut sejak 1 Desember 2024")),
    ):
        assert checked(tab, text) == state
        assert tab.run("document.querySelector('.verdict use').getAttribute('href')") == f"#icon-{state}"
        for word in words:
            assert word in answer(tab), (state, word)


def revocation_day() -> date:
    return date(2024, 12, 1)


def test_a_name_is_text_and_turns_nothing_around_it(page: Tab) -> None:
    name = " ".join(NASTY.split())
    assert checked(page, seals.sign(f"SERTIFIKAT KPPS v1\n{name}\nKPPS\nBimtek\nNo 1", OFFICE)) == "valid"
    assert page.run("document.querySelector('dd.name bdi').textContent") == name
    assert page.run("document.querySelectorAll('.verdict img, .verdict script').length") == 0
    assert page.run("getComputedStyle(document.querySelector('dd.name bdi')).unicodeBidi") == "isolate"
    assert "tidak tampak" in answer(page)
    assert page.run("document.title") == "Periksa sertifikat KPPS"


def test_line_ends_that_a_clipboard_changed_are_mended_and_it_is_said(page: Tab) -> None:
    for text in (SEAL + "\n", "\n\n " + SEAL, SEAL + " \n"):
        assert checked(page, text) == "valid"
        assert "Ujung baris" in answer(page)
    assert checked(page, SEAL) == "valid"
    assert "Ujung baris" not in answer(page)
    for text in (SEAL.replace("\n", "\n\n", 1), SEAL + "A", SEAL.replace("Contoh", "Contoh ")):
        assert checked(page, text) == "forged"


def test_a_hand_scanner_checks_by_itself_and_the_next_scan_replaces_the_last(page: Tab) -> None:
    page.run("document.getElementById('text').focus(); return true")
    for seal in (SEAL, SECOND):
        page.call("Input.insertText", text=seal + "\n")
        page.wait(f"document.querySelector('dd.name')?.textContent === {json.dumps(seal.split(chr(10))[1])}")
        page.wait("document.activeElement.id === 'text'")


# Keys


def test_without_keys_the_page_says_so_and_takes_a_file_or_pasted_ones(tab: Tab, tmp_path: Path) -> None:
    verify_page.write(tmp_path / "periksa.html")
    tab.open(tmp_path / "periksa.html")
    tab.run("await periksa.ready; return true")
    assert "Belum ada kunci" in told_of_keys(tab)
    assert checked(tab, SEAL) == "unknown_key"
    (tmp_path / "kunci.txt").write_text(keys_text(OTHER), encoding="utf-8")
    tab.choose("#keys-file", tmp_path / "kunci.txt")
    tab.wait(f"document.getElementById('keys-told').innerText.includes('{OTHER.key_id}')")
    assert checked(tab, SEAL) == "unknown_key"
    tab.run("document.getElementById('keys-text').value = arguments[0]; return true", keys_text(OFFICE))
    press(tab, "keys-use")
    tab.wait(f"document.getElementById('keys-told').innerText.includes('{OFFICE.key_id}')")
    assert checked(tab, SEAL) == "valid"


def test_a_file_of_something_else_is_refused_by_name_and_changes_nothing(page: Tab, tmp_path: Path) -> None:
    for name, content in (("a.txt", b"halo"), ("b.png", b"\x89PNG\xff"), ("c.txt", SEAL.encode())):
        (tmp_path / name).write_bytes(content)
        page.choose("#keys-file", tmp_path / name)
        page.wait(f"document.getElementById('keys-told').innerText.includes('{name} bukan berkas kunci')")
    assert checked(page, SEAL) == "valid"


def test_a_list_that_is_not_believed_is_shown_with_its_reason(page: Tab, tmp_path: Path) -> None:
    number = SEAL.split("\n")[4][3:]
    forged = revocations.make_list(OFFICE.key_id, "KPU", revocation_day(), {number: Listed(False, "", "")}, OFFICE)
    (tmp_path / "daftar.txt").write_text(forged.replace("KPU", "KPV"), encoding="utf-8")
    page.choose("#keys-file", tmp_path / "daftar.txt")
    page.wait("document.getElementById('keys-told').innerText.includes('Tidak dipakai')")
    assert checked(page, SEAL) == "valid"
    (tmp_path / "daftar.txt").write_text(forged, encoding="utf-8")
    page.choose("#keys-file", tmp_path / "daftar.txt")
    page.wait("document.querySelectorAll('#keys-told li').length === 4")
    assert checked(page, SEAL) == "revoked"


def test_a_file_can_only_make_checking_of_a_known_key_stricter(page: Tab) -> None:
    for since, state in (("2024-11-01", "revoked"), ("-", "revoked"), ("2030-01-01", "revoked")):
        line = keys_text(OFFICE).strip().rsplit(" - ", 1)[0] + f" {since}"
        page.run("document.getElementById('keys-text').value = arguments[0]; return true", line)
        press(page, "keys-use")
        page.wait("document.getElementById('keys-told').innerText.includes('1 November 2024')")
        assert checked(page, SEAL) == state


# Languages, keyboard, sizes


def test_the_page_speaks_english_after_the_switch_and_remembers(page: Tab, tmp_path: Path) -> None:
    checked(page, SEAL)
    press(page, "language")
    assert "GENUINE" in answer(page)
    assert page.run("document.documentElement.lang") == "en"
    assert page.run("[...document.querySelectorAll('[data-say]')].filter(one => !one.textContent).length") == 0
    page.open(tmp_path / "periksa.html")
    assert page.run("document.title") == "Check a KPPS certificate"
    press(page, "language")
    assert page.run("document.title") == "Periksa sertifikat KPPS"


def test_where_storage_is_forbidden_the_language_still_changes(page: Tab, tmp_path: Path) -> None:
    page.before(
        "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } });"
    )
    page.open(tmp_path / "periksa.html")
    press(page, "language")
    assert page.run("document.title") == "Check a KPPS certificate"


def test_both_languages_say_the_same_things(page: Tab) -> None:
    keys = page.run(
        "const of = (one) => Object.keys(one).flatMap(k => typeof one[k] === 'object' ? of(one[k]) : [k]);"
        " return [of(periksa.words.id), of(periksa.words.en)]"
    )
    assert keys[0] == keys[1]


def test_every_control_has_a_name_for_those_who_cannot_see_it(page: Tab) -> None:
    checked(page, SEAL)
    page.run("document.getElementById('keys-more').open = true; return true")
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    told = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    controls = [(role, name) for role, name in told if role in {"button", "textbox", "DisclosureTriangle", "link"}]
    assert len(controls) >= 10
    assert [role for role, name in controls if not name.strip()] == []
    assert {"banner", "main", "contentinfo", "status", "heading", "term", "definition"} <= {role for role, _ in told}


def test_without_any_webcrypto_the_page_still_judges(page: Tab, tmp_path: Path) -> None:
    page.before("Object.defineProperty(globalThis, 'crypto', { get: () => undefined });")
    page.open(tmp_path / "periksa.html")
    page.run("await periksa.ready; return true")
    assert checked(page, SEAL) == "valid"
    assert checked(page, SEAL.replace("KPPS TPS", "KPPS  TPS")) == "forged"


def test_a_browser_that_knows_crypto_but_not_ed25519_still_judges(page: Tab, tmp_path: Path) -> None:
    page.before("SubtleCrypto.prototype.importKey = async () => { throw new DOMException('', 'NotSupportedError') };")
    page.open(tmp_path / "periksa.html")
    page.run("await periksa.ready; return true")
    assert checked(page, SEAL) == "valid"
    assert checked(page, SEAL.replace("KPPS TPS", "KPPS  TPS")) == "forged"


def test_a_list_of_a_whole_province_is_taken(page: Tab, tmp_path: Path) -> None:
    listed = {f"{number:06d}/SERT/31.71.01/XI/2024": Listed(False, "", "") for number in range(1, 50_001)}
    lists = revocations.make_list(OFFICE.key_id, "KPU", revocation_day(), listed, OFFICE)
    (tmp_path / "daftar.txt").write_text(lists, encoding="utf-8")
    page.choose("#keys-file", tmp_path / "daftar.txt")
    page.wait("document.getElementById('keys-told').innerText.includes('50.000 dicabut')")
    assert checked(page, SEAL) == "revoked"


def test_everything_is_reached_and_done_by_keyboard(page: Tab) -> None:
    reached: list[str] = []
    for _ in range(14):
        page.key("Tab")
        reached.append(page.run("document.activeElement.id || document.activeElement.tagName"))
    for name in ("language", "camera-switch", "picture", "text", "check"):
        assert name in reached
    assert "SUMMARY" in reached
    page.run("document.getElementById('text').focus(); return true")
    page.call("Input.insertText", text="halo")
    page.key("Enter", "\r", modifiers=2)
    assert page.wait(STATE) == "unreadable"


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (911, 512), (1366, 768)])
def test_nothing_is_cut_off_at_any_width(page: Tab, width: int, height: int) -> None:
    page.resize(width, height, mobile=width < 600)
    long = seals.sign(f"SERTIFIKAT KPPS v1\n{'Panjang' * 40}\n{'a ' * 100}b\nBimtek\nNo 1", OFFICE)
    assert checked(page, long) == "valid"
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    buttons = "[...document.querySelectorAll('button, .button')].filter(one => one.offsetHeight)"
    assert page.run(f"{buttons}.every(one => one.scrollWidth <= one.clientWidth + 1 && one.offsetHeight >= 40)")


def test_a_browser_that_cannot_run_it_says_so(tab: Tab, tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    (tmp_path / "periksa.html").write_text(text.replace("class Camera", "class class Camera"), encoding="utf-8")
    tab.open(tmp_path / "periksa.html")
    assert "tidak dapat menjalankan halaman ini" in tab.run("document.body.innerText")
    tab.open(PAGE)
    assert "tidak dapat menjalankan halaman ini" not in tab.run("document.body.innerText")


def test_the_result_alone_is_printed(page: Tab) -> None:
    checked(page, SEAL)
    page.call("Emulation.setEmulatedMedia", media="print")
    shown = "(one) => getComputedStyle(document.querySelector(one)).display !== 'none'"
    assert page.run(f"['.verdict', '.checked', '.ways', '.keys-part'].map({shown})") == [True, True, False, False]
    assert "Diperiksa" in page.run("document.getElementById('checked').textContent")


def test_the_sources_have_the_syntax_of_browsers_of_2022() -> None:
    """Nothing that only this year's Chromium knows, as far as a search finds it."""
    new = re.compile(r"\.(?:toBase64|fromBase64|groupBy|withResolvers|toSorted|isWellFormed)\(|\(\?<[=!]")
    for name in verify_page.SCRIPTS:
        if not name.startswith("vendor/"):
            assert new.search((PAGE.parent / "src" / name).read_text(encoding="utf-8")) is None, name
