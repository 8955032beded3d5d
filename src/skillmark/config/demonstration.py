"""`skillmark demo`: found the demo world in a folder of its own, walk its story, show that a badge outlives us, serve.

Environment: SERVE=0 ends after the story; PORT chooses the port; ESCO names a folder with the Commission's ZIPs, or
says `none`. The data folder is begun anew each time, and only a folder that a demo made is ever emptied.
"""

import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from skillmark.config.opening import database, upgrade
from skillmark.config.settings_model import SettingsError

MARK = "this-is-a-demo"
SOURCE = Path(__file__).resolve().parents[3]


def run(*, port: int | None, serve: bool, esco: Path | None, out: TextIO) -> int:
    """Walk the demo once and serve it unless told not to. Returns the exit code."""
    serve = serve and os.environ.get("SERVE", "1") != "0"
    port = port or int(os.environ.get("PORT", "8000"))
    esco, folder = esco or _esco(), _folder()
    _begin_anew(folder)
    os.environ |= {
        "SKILLMARK_DATA_DIR": str(folder),
        "SKILLMARK_DEMO": "1",
        "SKILLMARK_PUBLIC_URL": f"http://localhost:{port}",
        "SKILLMARK_SECRET_KEY": secrets.token_urlsafe(50),
    }
    started_at = time.monotonic()
    with database():
        from skillmark.demo.story import tell

        upgrade()
        told = tell(out=out, folder=folder, esco=esco)
    outlived = _outlives(folder, told.badge, told.pack, out)
    print(f"\nThe story took {time.monotonic() - started_at:.0f} seconds.", file=out, flush=True)
    if not outlived or not serve:
        return 0 if outlived else 1
    with database():
        from skillmark.config import serving

        print(told.farewell(f"http://localhost:{port}"), file=out, flush=True)
        serving.serve(host="127.0.0.1", port=port, with_worker=True)
    return 0


def _folder() -> Path:
    if named := os.environ.get("SKILLMARK_DATA_DIR"):
        return Path(named).expanduser().absolute()
    return SOURCE / "var" / "demo" if (SOURCE / "dev.py").exists() else Path.home() / ".local/share/skillmark-demo"


def _begin_anew(folder: Path) -> None:
    from skillmark.adapters.postgres import discard

    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SettingsError([f"SKILLMARK_DATA_DIR: {folder} holds something that no demo made. Name an empty folder."])
    folder.mkdir(parents=True, exist_ok=True)
    discard(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("Made by `skillmark demo`, which empties this folder each time.\n")


def _esco() -> Path | None:
    """The folder that ESCO names, else the published files beside the checkout, else none. Errors: `SettingsError`."""
    if named := os.environ.get("ESCO"):
        if named != "none" and not Path(named).is_dir():
            raise SettingsError([f"ESCO: {named} is no folder. Name the one with the two ZIPs, or say ESCO=none."])
        return None if named == "none" else Path(named)
    beside = SOURCE.parent / "shared" / "data" / "esco"
    return beside if beside.is_dir() else None


def _outlives(folder: Path, badge: Path, pack: Path, out: TextIO) -> bool:
    """Server stopped, database gone: does the badge still verify, and does one changed byte still fail?"""
    from skillmark.adapters.postgres import wait_until_stopped

    wait_until_stopped(folder)
    kept = folder.with_name(f"{folder.name}-kept")
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir()
    copies = [Path(shutil.copy(path, kept)) for path in (badge, pack)]
    gone = folder.with_name(f"{folder.name}-gone")
    folder.rename(gone)
    try:
        print("\n8. Server stopped, database gone", file=out)
        whole = _verify(*copies, out=out)
        changed = kept / "changed.json"
        changed.write_bytes(_change_one_byte(copies[0].read_bytes()))
        broken = _verify(changed, copies[1], out=out)
    finally:
        gone.rename(folder)
    return whole == 0 and broken == 1


def _verify(badge: Path, pack: Path, *, out: TextIO) -> int:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SKILLMARK_", "DATABASE_"))}
    command = [sys.executable, "-m", "skillmark.config.main", "verify", str(badge), "--pack", str(pack)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)  # noqa: S603
    print(f"   $ skillmark verify {badge.name} --pack {pack.name}", file=out)
    first = (done.stdout or done.stderr).strip().splitlines()[:2]
    print("\n".join(f"   {line}" for line in first), file=out)
    print(f"   exit code {done.returncode}", file=out, flush=True)
    return done.returncode


def _change_one_byte(data: bytes) -> bytes:
    """Change one letter of the achievement's name: still JSON, no longer what was signed."""
    at = data.index(b'"name":"') + len(b'"name":"')
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
