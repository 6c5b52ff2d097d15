"""Where a live file must not lie, and one window a file."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from kpps_desk.store import guards

_MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
//server/kpu /mnt/kantor cifs rw 0 0
server:/data /mnt/kantor\040dua nfs4 rw 0 0
/dev/sdb1 /mnt/kantor/stik vfat rw 0 0
user@host: /home/a/jauh fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "shared"),
    [
        ("/home/a", False),
        ("/mnt/kantor", True),
        ("/mnt/kantor/kpps/2024", True),
        ("/mnt/kantor dua/kpps", True),
        ("/mnt/kantor/stik", False),
        ("/mnt/kantorku", False),
        ("/home/a/jauh", True),
    ],
)
def test_a_share_is_known_by_its_innermost_mount(folder: str, shared: bool) -> None:
    assert guards.is_network_mount(PurePosixPath(folder), _MOUNTS) is shared


def test_a_sandboxes_root_is_no_share() -> None:
    assert not guards.is_network_mount(PurePosixPath("/home/a"), "none / 9p rw 0 0\n")
    assert guards.is_network_mount(PurePosixPath("/mnt/c/kpps"), "none / ext4 rw 0 0\nC: /mnt/c 9p rw 0 0\n")


@pytest.mark.parametrize(
    ("path", "keeper"),
    [
        (r"C:\Users\budi\OneDrive - KPU\kpps.kpps", "OneDrive"),
        (r"C:\Users\budi\Dropbox (Pribadi)\kpps.kpps", "Dropbox"),
        (r"G:\My Drive\kpps.kpps", "Google Drive"),
        (r"C:\Users\budi\Documents\dropbox.kpps", ""),
        (r"C:\Users\budi\Dokumen Kerja\kpps.kpps", "OneDrive"),
        (r"C:\Users\budi\Documents\kpps.kpps", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_name_or_by_windows_own_word(path: str, keeper: str) -> None:
    environment = {"OneDriveCommercial": r"C:\Users\budi\Dokumen Kerja", "OneDrive": ""}
    assert guards.synchroniser(PureWindowsPath(path), environment) == keeper


def test_one_window_a_file(workspace_path: Path, tmp_path: Path) -> None:
    claim = guards.Claim.take(workspace_path)
    assert claim is not None
    assert guards.Claim.take(workspace_path) is None
    other = guards.Claim.take(tmp_path / "lain.kpps")
    assert other is not None
    other.release()
    claim.release()
    again = guards.Claim.take(workspace_path)
    assert again is not None
    again.release()


def test_one_name_for_every_spelling_of_a_path(workspace_path: Path, tmp_path: Path) -> None:
    (tmp_path / "tautan.kpps").symlink_to(workspace_path)
    spellings = {workspace_path, tmp_path / "tautan.kpps", tmp_path / ".." / tmp_path.name / workspace_path.name}
    assert len({guards.window_name(path) for path in spellings}) == 1
