import json

import pytest

from bench import __main__ as bench
from bench.report import Report, percentile


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1.0), (0.5, 50.0), (0.99, 99.0), (0.991, 100.0), (1.0, 100.0)])
def test_a_percentile_is_the_value_that_so_many_do_not_exceed(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], share) == expected


def test_a_report_ends_with_its_figures_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report("rank")
    report.figure("rank_p99_ms", 1.23456, bar="under 5")
    report.figure("wrong", 0)
    report.show(as_json=True)
    *_, last = capsys.readouterr().out.splitlines()
    assert json.loads(last) == {"bench": "rank", "figures": {"rank_p99_ms": 1.2346, "wrong": 0}}


@pytest.mark.parametrize("words", [["nothing"], ["rank", "--history"], ["rank", "--history", "many"]])
def test_what_cannot_be_run_is_told(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench", *words])
    with pytest.raises(SystemExit) as ended:
        bench.main()
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err
