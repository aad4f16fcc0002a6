"""The gates of `make check`, so that `make test` alone tells whether a change may land."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("lint-imports",),
        ("mypy",),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_gate(command: tuple[str, ...]) -> None:
    run = subprocess.run(  # noqa: S603 - a fixed list of our own tools
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def test_lock_files_carry_hashes_and_name_no_host() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "http" not in text.replace("httpx", "").replace("httpcore", "").replace(
            "aiohttp", ""
        )
        pins = [line for line in text.splitlines() if line and not line[0].isspace()]
        assert all("==" in pin and pin.endswith("\\") for pin in pins if not pin.startswith("#"))


def test_packages_are_all_listed() -> None:
    import tomllib

    listed = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
            "packages"
        ]
    )
    tops = {name.split(".")[0] for name in listed}
    found = {
        ".".join(init.parent.relative_to(ROOT).parts)
        for top in tops
        for init in (ROOT / top).rglob("__init__.py")
    }
    assert found == listed
